// One property of an object as a control. Text is taken over when it is left or confirmed with Enter.

import { useId, type ReactNode } from "react";
import { endText, endValue, offeredEnds, passedNames } from "../../document/ends.ts";
import { ofKind } from "../../document/model.ts";
import type { Field, JsonObject } from "../../objects/kind.ts";
import { text } from "../../objects/kind.ts";
import { SERVICE_TAGS } from "../../objects/words.ts";
import { useModel } from "../../state/store.ts";
import { Records } from "./Records.tsx";
import { NextHopControl } from "./NextHopControl.tsx";
import { SeveralControl } from "./SeveralControl.tsx";
import { Select } from "./Select.tsx";
import { TextControl } from "./TextControl.tsx";
import "./fields.css";

export interface FieldProps {
  readonly field: Field;
  /** The object that has the property. */
  readonly value: JsonObject;
  readonly onChange: (values: JsonObject) => void;
  /** Where the object is in the document; a new one is nowhere yet. */
  readonly pointer?: string;
  /** Takes the focus when its panel does. */
  readonly first?: boolean;
  /** Report each keystroke, for a form that is confirmed as a whole. */
  readonly live?: boolean;
}

export function FieldControl(props: FieldProps): ReactNode {
  const id = useId();
  const { field } = props;
  return (
    <div className={`field ${field.type === "flag" ? "field-flag" : ""}`}>
      <label htmlFor={id}>{field.label}</label>
      <Control {...props} id={id} />
      {field.help !== undefined && <p className="field-help">{field.help}</p>}
    </div>
  );
}

function Control({
  field,
  value,
  onChange,
  pointer = "",
  first = false,
  live = false,
  id,
}: FieldProps & { id: string }): ReactNode {
  const model = useModel();
  const { key } = field;
  const set = (changed: unknown): void => onChange({ [key]: changed });
  const focus = first ? { "data-focus-first": true } : {};
  switch (field.type) {
    case "text":
      return (
        <TextControl
          id={id}
          value={text(value, key)}
          live={live}
          first={first}
          placeholder={field.placeholder}
          {...(field.tags === true ? { suggestions: SERVICE_TAGS } : {})}
          onCommit={(typed) => set(typed === "" ? undefined : typed)}
        />
      );
    case "number":
      return (
        <TextControl
          id={id}
          value={value[key] === undefined ? "" : String(value[key])}
          live={live}
          first={first}
          placeholder={field.placeholder}
          onCommit={(typed) => set(typed === "" ? undefined : numberOr(typed))}
        />
      );
    case "list":
      return (
        <TextControl
          id={id}
          value={linesOf(value[key])}
          live={live}
          first={first}
          multiline
          placeholder={field.placeholder}
          onCommit={(typed) => set(field.numbers === true ? lines(typed)?.map(numberOr) : lines(typed))}
        />
      );
    case "endpoint":
      return (
        <TextControl
          id={id}
          value={endText(value[key])}
          live={live}
          first={first}
          placeholder={field.placeholder}
          suggestions={field.passed === true ? [...passedNames(model), "Internet"] : offeredEnds(model)}
          onCommit={(typed) => set(endValue(typed))}
        />
      );
    case "several":
      return <SeveralControl id={id} field={field} value={value} onChange={set} focus={focus} />;
    case "flag":
      return (
        <input
          id={id}
          type="checkbox"
          {...focus}
          checked={(value[key] ?? field.default) === true}
          onChange={(event) => set(event.target.checked === field.default ? undefined : event.target.checked)}
        />
      );
    case "tristate":
      return (
        <Select
          id={id}
          focus={focus}
          value={value[key] === undefined ? "" : String(value[key])}
          options={[
            ["true", field.yes],
            ["false", field.no],
          ]}
          empty="Not said"
          onChange={(chosen) => set(chosen === "" ? undefined : chosen === "true")}
        />
      );
    case "choice":
      return (
        <Select
          id={id}
          focus={focus}
          value={text(value, key)}
          options={field.choices.map((choice) => [choice, choice])}
          empty={field.required === true ? "Choose…" : (field.empty ?? "Azure's default")}
          onChange={(chosen) => set(chosen === "" ? undefined : chosen)}
        />
      );
    case "reference":
      return (
        <Select
          id={id}
          focus={focus}
          value={text(value, key)}
          options={ofKind(model, field.of).map(({ reference }) => [reference, reference])}
          empty="None"
          onChange={(chosen) => set(chosen === "" ? undefined : chosen)}
        />
      );
    case "nextHop":
      return <NextHopControl id={id} value={value} live={live} onChange={onChange} />;
    case "records":
      return <Records id={id} field={field} value={value} pointer={pointer} />;
  }
}

/** What is no number stays text, for the engine to report. */
function numberOr(typed: string): string | number {
  return /^\d{1,9}$/.test(typed) ? Number(typed) : typed;
}

function linesOf(value: unknown): string {
  return (Array.isArray(value) ? value : [value ?? []]).map(String).join("\n");
}

function lines(typed: string): string[] | undefined {
  const items = typed
    .split(/[\n,]/)
    .map((item) => item.trim())
    .filter(Boolean);
  return items.length === 0 ? undefined : items;
}
