import { LastingBodies } from '../testing/LastingBodies';
import { Spare } from './Spare';

const turn = () => new Promise(resolve => setImmediate(resolve));

describe('Spare', () => {
  it('should have the next one ready before it is asked for, each for one alone', async () => {
    // given
    const making = new LastingBodies();
    const spare = new Spare(making);
    // when
    const first = await spare.make();
    await turn();
    // then
    expect(making.made.map(({ body }) => body)).toEqual([
      first,
      expect.anything(),
    ]);
    // when
    const second = await spare.make();
    // then
    expect(second).toBe(making.made[1].body);
    expect(second).not.toBe(first);
  });

  it('should make one for each of several who ask at the same time', async () => {
    // given
    const spare = new Spare(new LastingBodies());
    await spare.make();
    // when
    const bodies = await Promise.all([
      spare.make(),
      spare.make(),
      spare.make(),
    ]);
    // then
    expect(new Set(bodies).size).toBe(3);
  });

  it('should make another where the one that was ready has ended meanwhile', async () => {
    // given
    const making = new LastingBodies();
    const spare = new Spare(making);
    await spare.make();
    await turn();
    // when
    making.made[1].body.kill();
    await turn();
    // then
    expect(await spare.make()).toBe(making.made[2].body);
  });

  it('should tell who asks that none can be had, but not who does not', async () => {
    // given
    const making = new LastingBodies();
    const spare = new Spare(making);
    making.refusals.push(new Error('Expected room, but there is none'));
    // when
    const first = spare.make();
    // then
    await expect(first).rejects.toThrow('Expected room, but there is none');
    // given
    await spare.make();
    await turn();
    await spare.make();
    making.refusals.push(new Error('not told to anybody'));
    // when
    await spare.make();
    await turn();
    // then
    expect(await spare.make()).toBeDefined();
  });

  it('should end the one that was ready when it is stopped', async () => {
    // given
    const making = new LastingBodies();
    const spare = new Spare(making);
    await spare.make();
    // when
    spare.stop();
    await turn();
    // then
    expect(making.made[1].isKilled).toBe(true);
    expect(making.made[0].isKilled).toBe(false);
    expect(making.isStopped).toBe(true);
  });
});
