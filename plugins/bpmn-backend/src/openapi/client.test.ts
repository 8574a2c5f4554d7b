import { bpmnRoutes } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { BpmnOperations } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { operations } from './document';
import type { TypesOf } from './operation';

type Server = Omit<
  typeof operations,
  'followInstance' | 'followScriptLog' | 'getFile' | 'getMailAttachment'
>;
type Part<Types, Name extends string> = Types extends {
  readonly [Key in Name]: infer Value;
}
  ? Value
  : undefined;

/** Whether two types stand for each other; a property that differs by `readonly` only does not count. */
type Same<A, B> = [A] extends [B]
  ? [B] extends [A]
    ? true
    : ['takes or gives more', A, B]
  : ['takes or gives something else', A, B];

type Compared<Id extends keyof Server & keyof BpmnOperations> = {
  [Name in 'params' | 'query' | 'body' | 'answer']: Same<
    Part<TypesOf<Server[Id]>, Name>,
    Part<BpmnOperations[Id], Name>
  >;
};

type AllTheSame = {
  readonly [Id in keyof Server]: Id extends keyof BpmnOperations
    ? Compared<Id>
    : 'missing in the client';
};

type Wanted = {
  readonly [Id in keyof Server]: {
    readonly [Name in 'params' | 'query' | 'body' | 'answer']: true;
  };
};

// What the compiler finds here is an operation whose types differ between server and client.
const areTheSame = (types: AllTheSame): Wanted => types;

describe('the client', () => {
  it('should know every operation by the path of the document', () => {
    expect(areTheSame).toBeDefined();
    const {
      followInstance: _,
      followScriptLog: __,
      getFile: ___,
      getMailAttachment: ____,
      ...others
    } = operations;
    expect(bpmnRoutes).toEqual(
      Object.fromEntries(
        Object.entries(others).map(([id, { method, path }]) => [
          id,
          `${method.toUpperCase()} ${path}`,
        ]),
      ),
    );
  });
});
