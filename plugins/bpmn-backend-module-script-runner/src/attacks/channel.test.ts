import { PYTHON, RunnerStory } from '../testing/useRunner';

/** Writes to the channel past the runtime. */
const FORGE = `
import json, os, struct
def send(payload, kind=b"J", length=None):
    os.write(3, struct.pack(">I", len(payload) + 1 if length is None else length) + kind + payload)
def say(message):
    send(json.dumps(message).encode())
`;

const RESULT = '{"type": "result", "outputs": {"y": 1}, "wall": 1}';

describe('what a script writes to the channel of its runtime', () => {
  const story = new RunnerStory();

  it.each([
    ['no frame', 'os.write(3, b"\\xff" * 64)'],
    ['a frame of another kind', 'send(b"{}", kind=b"X")'],
    ['a frame that is too long', 'send(b"{}", length=1 << 30)'],
    ['no JSON', 'send(b"{nonsense")'],
    ['no message', 'say([1, 2])'],
    ['an unknown message', 'say({"type": "constructor"})'],
    ['a log without text', 'say({"type": "log", "level": "info", "time": 1})'],
    [
      'a level that is none',
      'say({"type": "log", "level": "root", "time": 1, "text": ""})',
    ],
    [
      'a metric that is no number',
      'send(b\'{"type":"metric","name":"a","value":1e999,"time":1}\')',
    ],
    [
      'a result that is none',
      'say({"type": "result", "outputs": [1], "wall": 1})',
    ],
    [
      'names that change what objects are',
      'send(b\'{"type":"result","wall":1,"outputs":{"a":{"__proto__":{"b":1}}}}\')',
    ],
    [
      'such names in disguise',
      'send(b\'{"type":"result","wall":1,"outputs":{"a":{"__pr\\\\u006fto__":{"b":1}}}}\')',
    ],
    ['bytes of no artifact', 'send(b"abc", kind=b"B")'],
    [
      'more bytes than it has promised',
      'say({"type": "artifact", "kind": "file", "name": "a", "size": 1})\nsend(b"abc", kind=b"B")',
    ],
    [
      'something else in the middle of an artifact',
      'say({"type": "artifact", "kind": "file", "name": "a", "size": 9})\nsay({"type": "progress", "done": 1})',
    ],
  ])('should end it, if it is %s', async (_, code) => {
    const { end } = await story.run(
      PYTHON[0],
      `${FORGE}${code}\nimport time\ntime.sleep(30)`,
    );
    expect(end).toMatchObject({ type: 'error', kind: 'bad-output' });
  });

  it('should count once, if it is a result', async () => {
    const { end, events } = await story.run(
      PYTHON[0],
      `${FORGE}send(b'${RESULT}')\nsay({"type": "result", "outputs": {"y": 2}, "wall": 1})\nsay({"type": "log", "level": "info", "time": 1, "text": "late"})\noutputs["y"] = 3`,
    );
    expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
    expect(events.map(({ type }) => type)).toEqual(['started', 'result']);
  });

  it('should keep its result, if it crashes afterwards', async () => {
    const { end } = await story.run(
      PYTHON[0],
      `${FORGE}send(b'${RESULT}')\nos.abort()`,
    );
    expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
  });

  it('should not be waited for, if it ends in the middle', async () => {
    const { end } = await story.run(
      PYTHON[0],
      `${FORGE}send(b"{", length=100)\nos._exit(0)`,
    );
    expect(end).toMatchObject({ type: 'error', kind: 'bad-output' });
  });

  it('should not be the result of somebody else', async () => {
    // given
    const honest = story.run(
      PYTHON[0],
      'import time\ntime.sleep(1)\noutputs["y"] = "honest"',
    );
    // when
    await story.run(
      PYTHON[0],
      `${FORGE}
for number in range(0, 256):
    try:
        if number != 3:
            os.write(number, b'{"ended":"00","code":0}\\n')
    except OSError:
        pass
send(b'${RESULT}')`,
    );
    // then
    expect((await honest).end).toMatchObject({ outputs: { y: 'honest' } });
  });
});
