// The problems of the selected object, and the verdict when it is an intent.

import type { ReactNode } from "react";
import { showWitness } from "../../actions/path.ts";
import { selectPlace } from "../../actions/select.ts";
import { itemAt, type Item } from "../../document/model.ts";
import { verdictKey } from "../../document/problems.ts";
import { Prose } from "../../widgets/Prose.tsx";
import { useDesigner, useModel, useStoreApi } from "../../state/store.ts";

export function Findings({ item }: { item: Item }): ReactNode {
  const store = useStoreApi();
  const model = useModel();
  const answer = useDesigner((state) => state.answer);
  if (answer === null) return null;
  const problems = answer.diagnostics.filter(({ path }) => itemAt(model, path)?.id === item.id);
  const verdicts = answer.verdicts.filter(({ path }) => path === item.pointer);
  if (problems.length === 0 && verdicts.length === 0) return null;
  return (
    <ul className="findings">
      {problems.map((problem, index) => (
        <li key={index} className={`finding finding-${problem.severity}`}>
          <button type="button" onClick={() => selectPlace(store, problem.path, "problems")}>
            <Prose text={problem.message} />
          </button>
        </li>
      ))}
      {verdicts.map((verdict) => (
        <li key={verdictKey(verdict)} className={`finding finding-${verdict.result}`}>
          <button type="button" disabled={verdict.witness === undefined} onClick={() => showWitness(store, verdict)}>
            <strong>{verdict.expectation}</strong> {verdict.result}. <Prose text={verdict.because} />
          </button>
        </li>
      ))}
    </ul>
  );
}
