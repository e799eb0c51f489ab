import { constant, type Derivation, same } from "./derivation.ts";

const COMMON: readonly (readonly [string, Derivation])[] = [["vendor_product", constant("Microsoft Windows")]];
const NONE: ReadonlyMap<string, Derivation> = new Map(COMMON);

const SERVICE: ReadonlyMap<string, Derivation> = new Map([
  ...COMMON,
  ["service_name", same("ServiceName")],
  ["service", same("ImagePath")],
  ["service_path", same("ImagePath")],
  ["start_mode", same("StartType")],
  ["user", same("AccountName")],
  ["action", constant("created")],
]);

/** The fields that the Windows add-on makes for an event of the System log and of logs that have no table of their own. */
export function systemFields(channel: string, id: string): ReadonlyMap<string, Derivation> {
  return channel === "System" && id === "7045" ? SERVICE : NONE;
}
