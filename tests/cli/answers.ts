// An engine that answers what the test tells it, for what is hard to bring about with a design.

import type { Compile, CompiledDesign, Diagnostic, SubnetRoutes, Trace, TraceQuery, Verdict } from "../../pkg/cli/engine.js";
import { DesignError, UsageError } from "../../pkg/errors.js";

export interface Answers {
  /** Is told each question to `trace`. */
  asked?: TraceQuery[];
  diagnostics?: Diagnostic[];
  suppressed?: Diagnostic[];
  routes?: SubnetRoutes[];
  verdicts?: Verdict[];
  trace?: Trace;
  emission?: CompiledDesign["emission"];
}

export function engineOf(answers: Answers): Compile {
  return () => compiled(answers);
}

function compiled({ asked = [], diagnostics = [], suppressed = [], routes = [], verdicts = [], trace, emission }: Answers): CompiledDesign {
  const count = (list: { severity?: string; result?: string }[], word: string): number =>
    list.filter((one) => one.severity === word || one.result === word).length;
  const ok = count(diagnostics, "error") === 0;
  const subnets = routes.map(({ subnet }) => subnet);
  return {
    ok,
    diagnostics,
    suppressed,
    verdicts,
    subnets,
    summary: {
      name: "test",
      errors: count(diagnostics, "error"),
      warnings: count(diagnostics, "warning"),
      infos: count(diagnostics, "info"),
      suppressed: suppressed.length,
      holds: count(verdicts, "holds"),
      violated: count(verdicts, "violated"),
      undecided: count(verdicts, "undecided"),
      subnets,
    },
    routes: (subnet) => known(routes.find((one) => one.subnet === subnet), `subnet \`${subnet}\``),
    trace: (query) => {
      asked.push(query);
      return known(trace, `endpoint \`${query.to}\``);
    },
    get emission() {
      if (!ok) throw new DesignError(diagnostics);
      return known(emission, "emission");
    },
    emit: () => "{}\n",
    free: () => {},
  };
}

function known<Answer>(answer: Answer | undefined, what: string): Answer {
  if (answer === undefined) throw new UsageError(`the design has no ${what}`);
  return answer;
}
