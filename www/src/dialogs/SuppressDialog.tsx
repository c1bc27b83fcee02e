// Asks why a finding is meant, before it is suppressed.

import { useState, type FormEvent, type ReactNode } from "react";
import { perform } from "../actions/edit.ts";
import { suppressFinding } from "../actions/suppressFinding.ts";
import { placeName } from "../document/model.ts";
import { FieldControl } from "../panels/fields/FieldControl.tsx";
import { text, type Field, type JsonObject } from "../objects/kind.ts";
import type { DialogState } from "../state/state.ts";
import { useModel, useStoreApi } from "../state/store.ts";
import { Button } from "../widgets/Button.tsx";
import { Modal } from "../widgets/Modal.tsx";
import { Prose } from "../widgets/Prose.tsx";

const REASON: Field = {
  key: "reason",
  label: "Why this is meant",
  type: "text",
  placeholder: "the appliance is deployed by another team",
  required: true,
};

export function SuppressDialog({
  request: { finding },
}: {
  request: Extract<DialogState, { name: "suppress" }>;
}): ReactNode {
  const store = useStoreApi();
  const model = useModel();
  const [answers, setAnswers] = useState<JsonObject>({});
  const reason = text(answers, "reason").trim();
  const close = (): void => store.setState({ dialog: null });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason === "") return;
    close();
    perform(store, suppressFinding, { finding, reason });
  };
  return (
    <Modal title={`Suppress ${finding.code}`} onClose={close} width={440}>
      <form onSubmit={submit}>
        <div className="modal-body fields">
          <p>
            <Prose text={finding.message} />
          </p>
          <p className="muted">The design's options then say that it is meant at {placeName(model, finding.path)}.</p>
          <FieldControl field={REASON} value={answers} live first onChange={setAnswers} />
        </div>
        <footer className="modal-footer">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={reason === ""}>
            Suppress
          </Button>
        </footer>
      </form>
    </Modal>
  );
}
