/** A fresh number in hexadecimal that lets the script of one page run, and no other. */
export function pageNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
