const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" id="definitions" targetNamespace="https://bpmn-pipelines.dev">`;

const fibo = (n: number) =>
  `def fibo(n):\n    return n if n &lt;= 1 else fibo(n - 1) + fibo(n - 2)\noutputs["y"] = fibo(${n})`;

/** What a script of the public benchmark computes, as a program of its own. */
export const bareFibo = (n: number) =>
  `def fibo(n):\n    return n if n <= 1 else fibo(n - 1) + fibo(n - 2)\nprint(fibo(${n}))`;

/** So many script tasks, one after the other, that compute a number of Fibonacci. */
export function sequential(id: string, count: number, n: number): string {
  const ids = Array.from({ length: count }, (_, index) => `t${index}`);
  const tasks = ids.map(
    task =>
      `<scriptTask id="${task}" scriptFormat="python"><script>${fibo(
        n,
      )}</script></scriptTask>`,
  );
  const path = ['start', ...ids, 'end'];
  const flows = path
    .slice(1)
    .map(
      (to, index) =>
        `<sequenceFlow id="f${index}" sourceRef="${path[index]}" targetRef="${to}" />`,
    );
  return `${HEAD}<process id="${id}" isExecutable="true"><startEvent id="start" />${tasks.join(
    '',
  )}<endEvent id="end" />${flows.join('')}</process></definitions>`;
}
