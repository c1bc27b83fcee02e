// Addresses and prefixes, strictly spelt, as exact integers. The rehearsal plays Azure, so it must
// not ask the engine that it is there to contradict: this arithmetic is independent of it on purpose.

import { isIPv4, isIPv6 } from "node:net";

/** An IPv4 or IPv6 address. */
export interface Address {
  bits: 32 | 128;
  value: bigint;
}

/** All addresses that share the first `length` bits of `first`. */
export interface Prefix {
  bits: 32 | 128;
  /** The lowest address; host bits are cleared. */
  first: bigint;
  length: number;
  /** The text had bits set to the right of the prefix. */
  hostBits: boolean;
}

/** Reads an address; `undefined` for any spelling that is not the plain one (`010.0.0.1`, `10.1`, a zone). */
export function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) {
    return { bits: 32, value: text.split(".").reduce((value, octet) => value * 256n + BigInt(octet), 0n) };
  }
  if (isIPv6(text) && !text.includes("%") && !text.includes(".")) {
    const [head = "", tail] = text.split("::");
    const words = (part: string) => (part === "" ? [] : part.split(":"));
    const left = words(head);
    const right = tail === undefined ? [] : words(tail);
    const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
    const value = [...left, ...zeros, ...right].reduce((sum, word) => sum * 65536n + BigInt(`0x${word}`), 0n);
    return { bits: 128, value };
  }
  return undefined;
}

/** Reads `address/length`; host bits are reported, not refused, because Azure has a code of its own for them. */
export function parsePrefix(text: string): Prefix | undefined {
  const [, addressText, lengthText] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const address = addressText === undefined ? undefined : parseAddress(addressText);
  const length = Number(lengthText);
  if (address === undefined || length > address.bits) return undefined;
  const hostMask = (1n << BigInt(address.bits - length)) - 1n;
  return {
    bits: address.bits,
    first: address.value & ~hostMask,
    length,
    hostBits: (address.value & hostMask) !== 0n,
  };
}

/** How many addresses a prefix holds. */
export function sizeOf(prefix: Prefix): bigint {
  return 1n << BigInt(prefix.bits - prefix.length);
}

/** Whether every address of `inner` is in `outer`. */
export function contains(outer: Prefix, inner: Prefix): boolean {
  return outer.bits === inner.bits && outer.length <= inner.length && holds(outer, { bits: inner.bits, value: inner.first });
}

/** Whether `address` is in `prefix`. */
export function holds(prefix: Prefix, address: Address): boolean {
  return prefix.bits === address.bits && address.value >= prefix.first && address.value < prefix.first + sizeOf(prefix);
}

/** Whether the prefixes share an address. */
export function overlap(one: Prefix, other: Prefix): boolean {
  return contains(one, other) || contains(other, one);
}

/** The address as text: dotted for IPv4; eight words, not shortened, for IPv6. */
export function formatAddress(address: Address): string {
  const [count, width, base, separator] = address.bits === 32 ? [4, 8n, 10, "."] : [8, 16n, 16, ":"];
  const part = (index: number) => (address.value >> (BigInt(count - 1 - index) * width)) & ((1n << width) - 1n);
  return Array.from({ length: count }, (_, index) => part(index).toString(base)).join(separator);
}

/** The prefix as text, with host bits cleared. */
export function formatPrefix(prefix: Prefix): string {
  return `${formatAddress({ bits: prefix.bits, value: prefix.first })}/${prefix.length}`;
}
