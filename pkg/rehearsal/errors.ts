// A refusal in the form in which Azure Resource Manager gives it: status, code, message, details.

/** One entry of `error.details`. */
export interface ErrorDetail {
  code: string;
  message: string;
}

/** A refused request. The message is the rehearsal's own wording; the code is Azure's. */
export class ArmError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: ErrorDetail[];

  constructor(status: number, code: string, message: string, details: ErrorDetail[] = []) {
    super(message);
    this.name = "ArmError";
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** Refuses a body or a state: HTTP 400, as most of Microsoft.Network's refusals are. */
export function refuse(code: string, message: string): never {
  throw new ArmError(400, code, message);
}

/** The code for refusals whose own code no source records: Azure refuses, and this says so without inventing a name. */
export const UNRECORDED = "BadRequest";
