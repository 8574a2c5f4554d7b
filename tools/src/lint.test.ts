import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  readDocument,
  structureRules,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { lint, lintRules } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import { repoRoot } from './repoRoot';

const ENGINE = join(repoRoot, 'plugins/bpmn-engine/src');
const filesOf = (ending: string) =>
  readdirSync(ENGINE, { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith(ending),
  );
const read = (file: string) => readFileSync(join(ENGINE, file), 'utf8');

describe('lint and parse', () => {
  it('should have no rule in common', () => {
    // given
    const ofParse = new Set([
      ...structureRules.map(({ id }) => id),
      ...filesOf('.ts').flatMap(file =>
        Array.from(read(file).matchAll(/\brule: '([\w-]+)'/g), ([, id]) => id),
      ),
    ]);
    expect(ofParse.size).toBeGreaterThan(90);
    // then
    expect(
      lintRules.map(({ name }) => name).filter(name => ofParse.has(name)),
    ).toEqual([]);
  });

  it('should find nothing that prevents deployment, and little else, in the pictures of the engine', async () => {
    // given: they show an element each, without names, people and deadlines
    const OF_PEOPLE =
      /^(user-task-.*|process-name|activity-name|choice-labels|message-correlation-key)$/;
    const found: string[] = [];
    // when
    for (const file of filesOf('.bpmn')) {
      const { document } = await readDocument(read(file));
      found.push(
        ...lint(document!.definitions)
          .filter(({ rule }) => !OF_PEOPLE.test(rule))
          .map(({ rule, severity }) => `${file}: ${severity} ${rule}`),
      );
    }
    // then: it shows what comes of exactly that
    expect(found).toEqual([
      'elements/parallelGateway/oneFlowTwice.bpmn: warning parallel-ways-meet',
    ]);
  });
});
