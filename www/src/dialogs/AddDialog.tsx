// The form for a new object.

import { useState, type FormEvent, type ReactNode } from "react";
import { addObject } from "../actions/addObject.ts";
import { perform } from "../actions/edit.ts";
import { ofKind } from "../document/model.ts";
import { KINDS } from "../objects/index.ts";
import { inSentence, type JsonObject } from "../objects/kind.ts";
import { FieldControl } from "../panels/fields/FieldControl.tsx";
import { Select } from "../panels/fields/Select.tsx";
import type { DialogState } from "../state/state.ts";
import { useModel, useStoreApi } from "../state/store.ts";
import { Button } from "../widgets/Button.tsx";
import { Modal } from "../widgets/Modal.tsx";

export function AddDialog({ request }: { request: Extract<DialogState, { name: "add" }> }): ReactNode {
  const store = useStoreApi();
  const model = useModel();
  const [answers, setAnswers] = useState<JsonObject>(request.answers);
  const [parent, setParent] = useState(request.parent);
  const description = KINDS[request.kind];
  const close = (): void => store.setState({ dialog: null });
  const missing = description.asks.some(
    (field) =>
      field.required === true &&
      (field.type === "nextHop"
        ? !("nextHop" in answers || "nextHopType" in answers)
        : (answers[field.key] ?? "") === ""),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing) return;
    close();
    perform(store, addObject, { kind: request.kind, parent, answers });
  };
  return (
    <Modal title={`New ${inSentence(description.label)}`} onClose={close} width={440}>
      <form onSubmit={submit}>
        <div className="modal-body fields">
          {description.parent !== undefined && (
            <div className="field">
              <label htmlFor="add-parent">{KINDS[description.parent].label}</label>
              <Select
                id="add-parent"
                value={parent ?? ""}
                options={ofKind(model, description.parent).map(({ id, name }) => [id, name])}
                empty="Choose…"
                onChange={(id) => setParent(id === "" ? null : id)}
              />
            </div>
          )}
          {description.asks.map((field, index) => (
            <FieldControl
              key={field.key}
              field={field}
              value={answers}
              live
              first={index === 0}
              onChange={(values) => setAnswers((before) => ({ ...before, ...values }))}
            />
          ))}
        </div>
        <footer className="modal-footer">
          <Button onClick={close}>Cancel</Button>
          <Button
            type="submit"
            look="primary"
            disabled={missing || (description.parent !== undefined && parent === null)}
          >
            Add
          </Button>
        </footer>
      </form>
    </Modal>
  );
}
