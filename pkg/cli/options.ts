// Options that several commands share.

import { InvalidArgumentError, Option } from "commander";
import { FORMATS } from "./open.js";

export function formatOption(): Option {
  return new Option("--format <format>", "how to print the answer").choices(FORMATS).default("text");
}

/** Where the addresses of service tags are. */
export function serviceTagsOption(): Option {
  return new Option("--service-tags <file>", "addresses of service tags, as Microsoft publishes them");
}

/** A port number, as an option's value. */
export function port(text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= 65535)) throw new InvalidArgumentError("a port is a number from 0 to 65535");
  return value;
}

/** One of a few words, in any case; gives it back as the design language spells it. */
export function word<Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const found = words.find((one) => one.toLowerCase() === text.toLowerCase());
    if (found === undefined) throw new InvalidArgumentError(`allowed are ${words.join(", ")}`);
    return found;
  };
}
