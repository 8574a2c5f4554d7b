import { readDocument } from '../document';
import { gatewayRules } from './gateways';
import {
  bpmn,
  casesOf,
  findingsOf,
  flow,
  type RuleCases,
} from './testing/ruleCases';

const tasks = `<task id="a"/><task id="b"/><task id="c"/>`;
const gateway = (attributes: string, type = 'exclusiveGateway') =>
  `${tasks}<${type} id="gateway" ${attributes}/>`;
const split = `${flow('a', 'gateway')}${flow('gateway', 'b')}${flow(
  'gateway',
  'c',
)}`;
const join = `${flow('a', 'gateway')}${flow('b', 'gateway')}${flow(
  'gateway',
  'c',
)}`;
const condition = `<conditionExpression>=true</conditionExpression>`;

const cases: Readonly<Record<string, RuleCases>> = {
  'gateway-direction': {
    finds: {
      'a split that is said to converge': [
        `${gateway('gatewayDirection="Converging"')}${split}`,
        'gateway',
      ],
      'a join that is said to diverge': [
        `${gateway('gatewayDirection="Diverging"')}${join}`,
        'gateway',
      ],
      'a split that is said to do both': [
        `${gateway('gatewayDirection="Mixed"')}${split}`,
        'gateway',
      ],
    },
    accepts: {
      'a split that is said to diverge': `${gateway(
        'gatewayDirection="Diverging"',
      )}${split}`,
      'a join that is said to converge': `${gateway(
        'gatewayDirection="Converging"',
      )}${join}`,
      'a split of which nothing is said': `${gateway(
        'gatewayDirection="Unspecified"',
      )}${split}`,
    },
  },
  'gateway-pointless': {
    finds: {
      'one way in and one way out': [
        `${gateway('')}${flow('a', 'gateway')}${flow('gateway', 'b')}`,
        'gateway',
      ],
      'no way at all': [gateway(''), 'gateway'],
    },
    accepts: {
      'a split': `${gateway('')}${split}`,
      'a join': `${gateway('')}${join}`,
    },
  },
  'gateway-condition-missing': {
    finds: {
      'a way out without condition': [
        `${gateway('')}${flow('gateway', 'a')}${flow(
          'gateway',
          'b',
          condition,
        )}`,
        'gateway-a',
      ],
    },
    accepts: {
      'a default without condition': `${gateway('default="gateway-a"')}${flow(
        'gateway',
        'a',
      )}${flow('gateway', 'b', condition)}`,
      'a parallel split': `${gateway('', 'parallelGateway')}${split}`,
      'the only way out': `${gateway('')}${join}`,
    },
  },
  'activation-condition-missing': {
    finds: {
      'a complex join without condition': [
        `${gateway('', 'complexGateway')}${join}`,
        'gateway',
      ],
    },
    accepts: {
      'a complex split': `${gateway('', 'complexGateway')}${split}`,
      'a complex join with a condition': `${tasks}<complexGateway id="gateway"><activationCondition>=true</activationCondition></complexGateway>${join}`,
    },
  },
};

describe('gatewayRules', () => {
  it.each(casesOf(gatewayRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
