// How the command line ends: the three exit statuses, and the error for misuse.

export const ExitStatus = {
  /** Nothing to report. */
  Good: 0,
  /** The design has error diagnostics, or intents that are not proven. */
  Findings: 1,
  /** The command line was asked for something that it cannot do. */
  Misuse: 2,
} as const;

export type ExitStatus = (typeof ExitStatus)[keyof typeof ExitStatus];

/** Misuse: ends the program with status 2 and this one line, without a stack trace. */
export class Misuse extends Error {
  override readonly name = "Misuse";
}
