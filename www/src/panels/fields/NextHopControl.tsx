// A route's next hop: an object by name or one of ARM's types, with an address where that needs one.

import { useId, type ReactNode } from "react";
import type { JsonObject } from "../../objects/kind.ts";
import { nextHopOptions } from "../../document/nextHops.ts";
import { ADDRESSED, SEVERAL, readNextHop, writeNextHop } from "../../objects/nextHop.ts";
import { useModel } from "../../state/store.ts";
import { Select } from "./Select.tsx";
import { TextControl } from "./TextControl.tsx";

export function NextHopControl({
  id,
  value,
  live,
  onChange,
}: {
  id: string;
  value: JsonObject;
  live: boolean;
  onChange: (values: JsonObject) => void;
}): ReactNode {
  const model = useModel();
  const addressId = useId();
  const { choice, address } = readNextHop(value);
  const options = nextHopOptions(model).map(({ choice: option, label }) => [option, label] as const);
  return (
    <>
      <Select
        id={id}
        value={choice}
        options={options}
        empty="Choose…"
        onChange={(chosen) => {
          if (chosen !== "") onChange(writeNextHop({ choice: chosen, address }));
        }}
      />
      {(choice === ADDRESSED || choice === SEVERAL) && (
        <>
          <label className="field-second" htmlFor={addressId}>
            {choice === SEVERAL ? "Next hop addresses" : "Next hop address"}
          </label>
          <TextControl
            id={addressId}
            value={address}
            live={live}
            multiline={choice === SEVERAL}
            placeholder="10.0.2.4"
            onCommit={(typed) => onChange(writeNextHop({ choice, address: typed }))}
          />
        </>
      )}
    </>
  );
}
