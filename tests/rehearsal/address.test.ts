// The rehearsal's own address arithmetic.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contains, formatAddress, formatPrefix, overlap, parseAddress, parsePrefix } from "../../pkg/rehearsal/address.js";

describe("spelling", () => {
  test.each(["010.0.0.0/8", "10.0.0/8", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.256/32", " 10.0.0.0/8", "::/129", "fe80::1%eth0/64", "::ffff:10.0.0.1/128", "1::2::3/64", "Internet", ""])("%j is no prefix", (text) => {
    expect(parsePrefix(text)).toBeUndefined();
  });

  test.each([
    ["10.0.0.0/8", "10.0.0.0/8", false],
    ["10.1.2.3/8", "10.0.0.0/8", true],
    ["0.0.0.0/0", "0.0.0.0/0", false],
    ["255.255.255.255/32", "255.255.255.255/32", false],
    ["fd00:20::/48", "fd00:20:0:0:0:0:0:0/48", false],
    ["::/0", "0:0:0:0:0:0:0:0/0", false],
    ["::1/64", "0:0:0:0:0:0:0:0/64", true],
  ])("%s is %s", (text, canonical, hostBits) => {
    const prefix = parsePrefix(text);
    expect(prefix && formatPrefix(prefix)).toBe(canonical);
    expect(prefix?.hostBits).toBe(hostBits);
  });

  test("an address survives being written and read", () => {
    fc.assert(fc.property(fc.constantFrom(32 as const, 128 as const), fc.bigInt(0n, 2n ** 128n - 1n), (bits, number) => {
      const value = number % 2n ** BigInt(bits);
      expect(parseAddress(formatAddress({ bits, value }))).toEqual({ bits, value });
    }));
  });
});

// The slow, obvious twin: prefixes of a small space as sets of numbers.
test("containment and overlap agree with sets", () => {
  const prefixes = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 24, max: 32 })).map(([last, length]) => {
    const size = 2 ** (32 - length);
    const first = Math.floor(last / size) * size;
    return { text: `10.0.0.${first}/${length}`, members: new Set(Array.from({ length: size }, (_, index) => first + index)) };
  });
  fc.assert(fc.property(prefixes, prefixes, (one, other) => {
    const [a, b] = [parsePrefix(one.text), parsePrefix(other.text)];
    if (!a || !b) throw new Error("a prefix was not read");
    expect(overlap(a, b)).toBe([...one.members].some((member) => other.members.has(member)));
    expect(contains(a, b)).toBe([...other.members].every((member) => one.members.has(member)));
  }));
});

test("families never meet", () => {
  const [four, six] = [parsePrefix("0.0.0.0/0"), parsePrefix("::/0")];
  expect(four && six && (overlap(four, six) || contains(six, four))).toBe(false);
});
