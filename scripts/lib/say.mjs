// What set-up tells a person: one line for each step, and a sign of life while it takes long.
// All of it goes to standard error, so that a program's own output stays clean.

const colour = process.stderr.isTTY && !process.env.NO_COLOR;
const paint = (/** @type {number} */ code) => (/** @type {string} */ text) =>
  colour ? `\x1b[${code}m${text}\x1b[0m` : text;

export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Seconds since `start` (of `performance.now()`), for people. @param {number} start */
export function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/**
 * Tells the elapsed time until `stop()`: on a terminal one line that is rewritten each second with
 * what the tool said last, elsewhere a line each half minute.
 *
 * @param {() => string} lastLine
 */
export function progress(lastLine) {
  const start = performance.now();
  const terminal = process.stderr.isTTY;
  const timer = setInterval(() => {
    const elapsed = `  ${Math.round((performance.now() - start) / 1000)} s  ${lastLine()}`;
    if (terminal) process.stderr.write(`\r\x1b[2K${dim(elapsed.slice(0, (process.stderr.columns ?? 80) - 1))}`);
    else say(elapsed);
  }, terminal ? 1000 : 30_000);
  return {
    stop() {
      clearInterval(timer);
      if (terminal) process.stderr.write("\r\x1b[2K");
    },
  };
}
