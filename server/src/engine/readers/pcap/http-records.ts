import type { CaptureRecord } from "./capture-event.ts";
import type { HttpExchange, HttpMessage } from "./http-messages.ts";
import type { Packets, Slice } from "./model.ts";
import { RecordBuilder } from "./record-builder.ts";
import { bodyText, originalLength, type SoapFacts, soapFacts } from "./soap.ts";
import type { Found } from "./stub.ts";

const inStream = ({ stream }: HttpMessage, { start, end }: Found<unknown>): readonly Slice[] =>
  stream.slices(start, end);

/** Zeek's http.log: one event a request with its answer; for WinRM also what its bodies say. */
export function httpRecords(exchanges: readonly HttpExchange[], packets: Packets): CaptureRecord[] {
  const depths = new Map<unknown, number>();
  return exchanges.map((exchange) => {
    const depth = (depths.get(exchange.connection) ?? 0) + 1;
    depths.set(exchange.connection, depth);
    return httpRecord(exchange, depth, packets);
  });
}

function httpRecord({ connection, request, response }: HttpExchange, depth: number, packets: Packets): CaptureRecord {
  const message = request ?? response;
  const record = new RecordBuilder("http", message?.frame ?? connection.firstFrame, connection, packets);
  record.add("trans_depth", depth);
  if (request !== null) addRequest(record, request);
  if (request !== null) record.add("request_body_len", request.body.length);
  if (response !== null) {
    const [, status, reason] = response.line;
    record.add("response_body_len", response.body.length);
    record.add("status_code", Number(status.value), inStream(response, status));
    record.add("status_msg", reason.value === "" ? null : reason.value, inStream(response, reason));
    header(record, response, "content-type", "response_content_type");
    header(record, response, "server", "server");
  }
  addBodies(record, request, response);
  const covered = [request, response].flatMap((one) => (one === null ? [] : one.stream.slices(one.start, one.end)));
  return record.cover(covered).build();
}

function addRequest(record: RecordBuilder, request: HttpMessage): void {
  const [method, uri, version] = request.line;
  record.add("method", method.value, inStream(request, method));
  header(record, request, "host", "host");
  record.add("uri", uri.value, inStream(request, uri));
  header(record, request, "referer", "referrer");
  record.add("version", version.value.replace(/^HTTP\//, ""), inStream(request, version));
  header(record, request, "user-agent", "user_agent");
  header(record, request, "content-type", "request_content_type");
  const authorization = request.headers.get("authorization");
  if (authorization !== undefined) {
    const scheme = authorization.value.split(" ")[0] ?? "";
    record.add(
      "auth_scheme",
      scheme,
      inStream(request, { ...authorization, end: authorization.start + scheme.length }),
    );
  }
}

function header(record: RecordBuilder, message: HttpMessage, name: string, field: string): void {
  const found = message.headers.get(name);
  if (found !== undefined) record.add(field, found.value, inStream(message, found));
}

/** What a request's body asks for and an answer's body gives, where they can be read. */
function addBodies(record: RecordBuilder, request: HttpMessage | null, response: HttpMessage | null): void {
  const asked = request === null ? null : soapOf(request);
  const given = response === null ? null : soapOf(response);
  if (request !== null && asked !== null) {
    const inBody = (found: Found<string> | null) => (found === null ? [] : request.body.slices(found.start, found.end));
    record.add("soap_action", asked.action?.value, inBody(asked.action));
    record.add("resource_uri", asked.resource?.value, inBody(asked.resource));
    record.add("command_line", asked.commandLine?.value, inBody(asked.commandLine));
  }
  if (response !== null && given !== null) {
    const inBody = (found: Found<string> | null) =>
      found === null ? [] : response.body.slices(found.start, found.end);
    record.add("process_id", given.processId?.value, inBody(given.processId));
    record.add("return_value", given.returnValue?.value, inBody(given.returnValue));
  }
  const sealed = request === null ? null : originalLength(request);
  if (request === null || sealed === null) return;
  record.add("encrypted", true).add("original_length", sealed.value, request.body.slices(sealed.start, sealed.end));
}

function soapOf(message: HttpMessage): SoapFacts | null {
  if (!/xml/i.test(message.headers.get("content-type")?.value ?? "")) return null;
  const text = bodyText(message);
  return text === null ? null : soapFacts(text);
}
