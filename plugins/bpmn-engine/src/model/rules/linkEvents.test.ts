import { readDocument } from '../document';
import { linkEventRules } from './linkEvents';
import {
  bpmn,
  casesOf,
  findingsOf,
  flow,
  type RuleCases,
} from './testing/ruleCases';

const link = (direction: string, [id, name]: readonly string[], inside = '') =>
  `<intermediate${direction}Event id="${id}"><linkEventDefinition id="${id}Link" name="${name}">${inside}</linkEventDefinition></intermediate${direction}Event>`;
const leave = (id: string, name: string, inside = '') =>
  link('Throw', [id, name], inside);
const arrive = (id: string, name: string, inside = '') =>
  link('Catch', [id, name], inside);
const pair = `${leave('from', 'A')}${arrive('to', 'A')}`;
const task = `<task id="task"/>`;

const cases: Readonly<Record<string, RuleCases>> = {
  'link-target-missing': {
    finds: {
      'no catching link': [leave('from', 'A'), 'from'],
      'a catching link of another name': [
        `${leave('from', 'A')}${arrive('to', 'B')}`,
        'from',
      ],
      'a catching link of another scope': [
        `<subProcess id="sub">${leave('from', 'A')}</subProcess>${arrive(
          'to',
          'A',
        )}`,
        'from',
      ],
      'a reference to a link of another scope': [
        `<subProcess id="sub">${leave(
          'from',
          'A',
          '<target>toLink</target>',
        )}</subProcess>${arrive('to', 'A')}`,
        'from',
      ],
    },
    accepts: {
      'a catching link of the same name': pair,
      'a catching link that it refers to': `${leave(
        'from',
        'A',
        '<target>toLink</target>',
      )}${arrive('to', 'B')}`,
      'two throwing links for one catching': `${pair}${leave('too', 'A')}`,
    },
  },
  'link-source-missing': {
    finds: { 'no throwing link': [arrive('to', 'A'), 'to'] },
    accepts: { 'a throwing link of the same name': pair },
  },
  'link-pair': {
    finds: {
      'a target that names another source': [
        `${leave('from', 'A', '<target>toLink</target>')}${leave(
          'other',
          'B',
          '<target>toLink</target>',
        )}${arrive('to', 'A', '<source>fromLink</source>')}`,
        'other',
      ],
    },
    accepts: {
      'a target that names it': `${leave(
        'from',
        'A',
        '<target>toLink</target>',
      )}${arrive('to', 'A', '<source>fromLink</source>')}`,
      'a target that names nobody': pair,
    },
  },
  'link-name-unique': {
    finds: {
      'two catching links of one name': [
        `${pair}${arrive('twin', 'A')}`,
        'twin',
      ],
    },
    accepts: {
      'the same name in another scope': `${pair}<subProcess id="sub">${arrive(
        'twin',
        'A',
      )}</subProcess>`,
    },
  },
  'link-outgoing': {
    finds: {
      'a sequence flow from a throwing link': [
        `${pair}${task}${flow('from', 'task')}`,
        'from',
      ],
    },
    accepts: {
      'a sequence flow to a throwing link': `${pair}${task}${flow(
        'task',
        'from',
      )}`,
    },
  },
  'link-incoming': {
    finds: {
      'a sequence flow to a catching link': [
        `${pair}${task}${flow('task', 'to')}`,
        'to',
      ],
    },
    accepts: {
      'a sequence flow from a catching link': `${pair}${task}${flow(
        'to',
        'task',
      )}`,
    },
  },
  'link-cycle': {
    finds: {
      'a link to itself': [`${pair}${flow('to', 'from')}`, 'from'],
      'two links to each other': [
        `${pair}${leave('back', 'B')}${arrive('again', 'B')}
         ${flow('to', 'back')}${flow('again', 'from')}`,
        'from',
      ],
    },
    accepts: {
      'a circle with an activity in it': `${pair}${task}${flow(
        'to',
        'task',
      )}${flow('task', 'from')}`,
      'one link behind another': `${pair}${leave('on', 'B')}${arrive(
        'last',
        'B',
      )}${flow('to', 'on')}`,
    },
  },
};

describe('linkEventRules', () => {
  it.each(casesOf(linkEventRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
