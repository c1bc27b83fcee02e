// Shortcuts, next hops and completions: from one notation to another.
import { describe, expect, it } from "vitest";
import { ACTIONS } from "../../../www/src/actions/index.ts";
import { actionFor, matches, shortcutText, type Press } from "../../../www/src/actions/shortcuts.ts";
import { readModel } from "../../../www/src/document/model.ts";
import { snippetOf } from "../../../www/src/editor/language/translate.ts";
import { KIND_GROUPS, TOP_KINDS } from "../../../www/src/objects/index.ts";
import { nextHopOptions } from "../../../www/src/document/nextHops.ts";
import { nextHopText, readNextHop, writeNextHop } from "../../../www/src/objects/nextHop.ts";
import { KIND_ICONS } from "../../../www/src/widgets/icons.ts";
import { DESIGN } from "./design.ts";

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe("a shortcut", () => {
  it("asks for exactly its keys", () => {
    expect(matches("Mod+Z", press("z", { ctrlKey: true }))).toBe(true);
    expect(matches("Mod+Z", press("z", { metaKey: true }))).toBe(true);
    expect(matches("Mod+Z", press("Z", { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(matches("Mod+Shift+Z", press("Z", { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(matches("T", press("t", { ctrlKey: true }))).toBe(false);
    expect(matches("?", press("?", { shiftKey: true }))).toBe(true);
    expect(matches("Alt+1", press("¡", { altKey: true, code: "Digit1" }))).toBe(true);
  });

  it("of a letter does nothing while text is typed", () => {
    expect(actionFor(ACTIONS, press("t"), false)?.id).toBe("trace");
    expect(actionFor(ACTIONS, press("t"), true)).toBeUndefined();
    expect(actionFor(ACTIONS, press("s", { ctrlKey: true }), true)?.id).toBe("save");
  });

  it("belongs to one action", () => {
    const used = ACTIONS.flatMap(({ shortcut }) => shortcut ?? []);
    expect(new Set(used).size).toBe(used.length);
    expect(new Set(ACTIONS.map(({ id }) => id)).size).toBe(ACTIONS.length);
  });

  it("is printed as the keyboard has it", () => {
    expect(shortcutText("Mod+Shift+Z", false)).toBe("Ctrl+Shift+Z");
    expect(shortcutText("Mod+Shift+Z", true)).toBe("⌘⇧Z");
  });
});

describe("a next hop", () => {
  it.each([
    [{ nextHop: { firewall: "fw" } }, "firewall:fw", "fw"],
    [{ nextHopType: "Internet" }, "type:Internet", "Internet"],
    [
      { nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.2.4" },
      "type:VirtualAppliance",
      "VirtualAppliance 10.0.2.4",
    ],
    [
      { nextHopType: "VirtualApplianceEcmp", nextHopIpAddresses: ["10.0.2.4", "10.0.2.5"] },
      "type:VirtualApplianceEcmp",
      "VirtualApplianceEcmp 10.0.2.4, 10.0.2.5",
    ],
    [{}, "", "none given"],
  ])("%j is the choice %j", (route, choice, text) => {
    expect(readNextHop(route).choice).toBe(choice);
    expect(nextHopText(route)).toBe(text);
    if (choice !== "") expect(JSON.parse(JSON.stringify(writeNextHop(readNextHop(route))))).toEqual(route);
  });

  it("takes away what would contradict it", () => {
    expect(writeNextHop({ choice: "firewall:fw", address: "10.0.2.4" })).toEqual({
      nextHop: { firewall: "fw" },
      nextHopType: undefined,
      nextHopIpAddress: undefined,
    });
  });

  it("offers the design's own firewalls first", () => {
    expect(nextHopOptions(readModel(DESIGN))[0]).toEqual({ choice: "firewall:fw", label: "fw (firewall)" });
  });
});

describe("a snippet of the language server protocol", () => {
  it.each([
    ['"name": "$1"', '"name": "${}"'],
    ['"a": ${1:false}', '"a": ${false}'],
    ['"type": ${1|"Vpn","ExpressRoute"|}', '"type": ${"Vpn"}'],
  ])("%s becomes %s", (theirs, ours) => {
    expect(snippetOf(theirs)).toBe(ours);
  });
});

describe("the kinds of objects", () => {
  it("each stand once in the menus, with a picture and a collection of their own", () => {
    const kinds = KIND_GROUPS.flat();
    expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(kinds.length);
    expect(new Set(kinds.map(({ parent, collection }) => `${parent}/${collection}`)).size).toBe(kinds.length);
    for (const { kind } of kinds) expect(KIND_ICONS[kind]).toBeDefined();
    expect(kinds).toHaveLength(Object.keys(KIND_ICONS).length - ["internet", "workload"].length);
  });

  it("make objects that the model finds again", () => {
    for (const kind of TOP_KINDS) {
      const steps = kind.collection.split("/");
      const made = kind.create({ name: "n", from: "a", to: "b" });
      const design = steps.reduceRight<unknown>((inside, step) => ({ [step]: inside }), [made]);
      expect(readModel(JSON.stringify(design)).items.map((item) => item.kind)).toEqual([kind.kind]);
    }
  });
});
