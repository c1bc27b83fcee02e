// A traffic intent: what must hold for every packet between two ends.
import { filled, type Field, type ObjectKind } from "./kind.ts";
import { wordsOf } from "./words.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "egress-inspected", required: true };
const FROM: Field = {
  key: "from",
  label: "From",
  type: "endpoint",
  placeholder: "vnet-spoke/workload",
  required: true,
};
const TO: Field = { key: "to", label: "To", type: "endpoint", placeholder: "Internet", required: true };
const DELIVERED: Field = {
  key: "delivered",
  label: "Delivered",
  type: "tristate",
  yes: "Must arrive",
  no: "Must not arrive",
};
const THROUGH: Field = { key: "through", label: "Through", type: "endpoint", passed: true, placeholder: "fw-hub" };
const AVOID: Field = { key: "avoid", label: "Avoids", type: "endpoint", passed: true, placeholder: "Internet" };

export const intent: ObjectKind = {
  kind: "intent",
  label: "Intent",
  plural: "Intents",
  collection: "intents",
  asks: [NAME, FROM, TO, DELIVERED, THROUGH],
  fields: () => [
    NAME,
    FROM,
    TO,
    { key: "except", label: "Except", type: "endpoint", placeholder: "192.168.9.0/24" },
    { key: "protocol", label: "Protocol", type: "choice", choices: ["Any", "Tcp", "Udp", "Icmp"], empty: "Any (default)" },
    { key: "ports", label: "Ports", type: "list", numbers: true, placeholder: "443" },
    DELIVERED,
    THROUGH,
    AVOID,
    { key: "bothWays", label: "Of the replies too", type: "flag", default: false, help: "What Through and Avoids say." },
    { key: "severity", label: "Severity", type: "choice", choices: wordsOf("Intent", "severity"), empty: "error (default)" },
    { key: "symmetric", label: "Same way back", type: "flag", default: false },
    { key: "answered", label: "Answered", type: "flag", default: false },
  ],
  create: ({ name, from, to, delivered, through }) =>
    filled({ name, from, to, through, delivered: delivered ?? (through === undefined ? true : undefined) }),
};
