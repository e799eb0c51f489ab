/** Documents of a network capture. */

import type { ProtocolEdits, ProtocolRange } from "./places.ts";
import type { ProtocolMark } from "./run.ts";

/**
 * A document of a network capture: events one a line (`timeline`), or bytes as a hexadecimal dump (`connection=tcp-0`,
 * `pdu=tcp-0/3`, `frame=12`) or as printable characters (`printable=tcp-0/orig`), with `&page=1` behind it for further pages. Of a
 * hexadecimal dump every view is the same: its dumps, a section each. An editor
 * shows it under the URI `rulehound-capture:`, the path of the capture, and the view as query.
 */
export const CAPTURE_VIEW_REQUEST = "rulehound/captureView";

export interface CaptureViewParams {
  /** file: URI of the capture. */
  readonly uri: string;
  readonly view: string;
}

export interface CaptureViewResult {
  readonly lines: readonly string[];
  /** Headings, with the last line below each. */
  readonly sections: readonly { readonly title: string; readonly line: number; readonly endLine: number }[];
  /** Notes to be shown at the ends of lines; they are no text. */
  readonly notes: readonly { readonly line: number; readonly text: string }[];
  readonly pages: number;
  /** For a timeline: number of the event on the first line, from 0. */
  readonly firstEvent?: number;
  /** What of the capture could not be read, the first 1000. */
  readonly unread: readonly string[];
}

/** Where the bytes of an event of a capture are shown. */
export const CAPTURE_PLACE_REQUEST = "rulehound/capturePlace";

export interface CapturePlaceParams {
  readonly uri: string;
  /** Number of the event in the capture, from 0: its line in the text rendering. */
  readonly event: number;
}

export interface CapturePlaceResult {
  readonly view: string;
  readonly line: number;
}

/** Where the elements of a signature rule are found in a document of a capture. */
export const CAPTURE_MARKS_REQUEST = "rulehound/captureMarks";

export interface CaptureMarksParams extends CaptureViewParams {
  /** The rule file, which is open, and the analytic's id. */
  readonly rule: string;
  readonly analytic: string;
}

export interface CaptureMarksResult {
  /** `clause` is the number of the element in the rule. */
  readonly marks: readonly ProtocolMark[];
}

/** Makes an element of a signature rule from selected bytes. */
export const CAPTURE_ELEMENT_REQUEST = "rulehound/captureElement";

export interface CaptureElementParams extends CaptureViewParams {
  readonly range: ProtocolRange;
  /** An open rule file that the element may be put into. */
  readonly rule?: string;
}

export interface CaptureElementResult {
  /** `key: value`, absent when there is none. */
  readonly text?: string;
  /** Puts the element behind the last one of the rule's first signature analytic. */
  readonly edit?: ProtocolEdits;
  /** Why there is none. */
  readonly message: string;
}
