/**
 * A capture of RPC sessions like those of Windows hosts, for measuring: connections of calls with answers, segments of at most
 * 1460 bytes, of which every seventeenth comes after its successor. The same bytes on every run.
 */
export function makeCapture(mebibytes) {
  const bytes = new Uint8Array(mebibytes * 1048576);
  const view = new DataView(bytes.buffer);
  bytes.set([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0]);
  bytes.set([0, 0, 4, 0, 1], 16);
  const state = { at: 24, frames: 0 };
  const frame = (connection, side, sequence, flags, payload) => {
    const length = 54 + payload.length;
    if (state.at + 16 + length > bytes.length) return false;
    view.setUint32(state.at, 1_700_000_000 + Math.floor(state.frames / 1000), true);
    view.setUint32(state.at + 4, (state.frames % 1000) * 1000, true);
    view.setUint32(state.at + 8, length, true);
    view.setUint32(state.at + 12, length, true);
    writeHeaders(view, state.at + 16, { connection, side, sequence, flags, length });
    bytes.set(payload, state.at + 70);
    state.at += 16 + length;
    state.frames++;
    return true;
  };
  for (let connection = 0; session(connection, frame); connection++);
  return bytes.subarray(0, state.at);
}

function writeHeaders(view, at, { connection, side, sequence, flags, length }) {
  view.setUint16(at + 12, 0x0800);
  view.setUint8(at + 14, 0x45);
  view.setUint16(at + 16, length - 14);
  view.setUint8(at + 23, 6);
  const hosts = [0x0a000000 + (connection % 65536), 0x0aff0001];
  view.setUint32(at + 26, hosts[side]);
  view.setUint32(at + 30, hosts[1 - side]);
  const ports = [49152 + (connection % 16000), 49667];
  view.setUint16(at + 34, ports[side]);
  view.setUint16(at + 36, ports[1 - side]);
  view.setUint32(at + 38, sequence);
  view.setUint8(at + 46, 0x50);
  view.setUint8(at + 47, flags);
}

const NDR = [0x04, 0x5d, 0x88, 0x8a, 0xeb, 0x1c, 0xc9, 0x11, 0x9f, 0xe8, 8, 0, 0x2b, 0x10, 0x48, 0x60, 2, 0, 0, 0];
const SERVICES = [0x99, 0xdc, 0x56, 0x95, 0x8c, 0x82, 0xcf, 0x11, 0xa3, 0x7e, 0, 0xaa, 0, 0x32, 0x40, 0xc7, 0, 0, 0, 0];

function pdu(type, call, length) {
  const bytes = new Uint8Array(length).fill(0x5a, 24);
  bytes.set([5, 0, type, 3, 16, 0, 0, 0, length & 255, length >> 8, 0, 0, call & 255, (call >> 8) & 255, 0, 0]);
  bytes.set([length - 24, 0, 0, 0, 0, 0, 24, 0], 16);
  return bytes;
}

/** One connection: bind, then calls of ExecMethod with answers of up to four segments. False when the capture is full. */
function session(connection, frame) {
  const next = [100, 500];
  const send = (side, payload) => {
    const parts = [];
    for (let at = 0; at < payload.length; at += 1460) parts.push([next[side] + at, payload.subarray(at, at + 1460)]);
    next[side] += payload.length;
    if (parts.length > 1 && connection % 17 === 0) parts.reverse();
    return parts.every(([sequence, part]) => frame(connection, side, sequence, 0x18, part));
  };
  const bind = pdu(11, 1, 72);
  bind.set([0xd0, 0x16, 0xd0, 0x16, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, ...SERVICES, ...NDR], 16);
  const ack = pdu(12, 1, 60);
  ack.set([0xd0, 0x16, 0xd0, 0x16, 1, 0, 0, 0, 4, 0, 0x31, 0x33, 0x35, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, ...NDR], 16);
  const opened = frame(connection, 0, 99, 2, new Uint8Array(0)) && frame(connection, 1, 499, 0x12, new Uint8Array(0));
  if (!opened || !send(0, bind) || !send(1, ack)) return false;
  for (let call = 2; call < 22; call++) {
    if (!send(0, pdu(0, call, 200 + ((call * 97) % 700))) || !send(1, pdu(2, call, 300 + ((call * 389) % 5000))))
      return false;
  }
  return true;
}
