import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  BpmnApiError,
  isProcessFromGit,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { realCatalog } from './__testUtils__/realCatalog';
import { waitForExpect } from './__testUtils__/waitForExpect';

jest.setTimeout(120_000);

/** The entity of a process, in git. */
const inGit = (owner: string, more = '') => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: report }
spec: { type: bpmn-process, lifecycle: production, owner: ${owner}${more} }
`;

const WITH_MODEL = `, definition: '<process id="report" />'`;

describe('processes in the catalog of Backstage', () => {
  const files = createMockDirectory();
  const file = files.resolve('catalog-info.yaml');
  const bpmn = {
    listProcesses: jest.fn(),
    getProcess: jest.fn(),
    deploy: jest.fn(),
  };
  let catalog: Awaited<ReturnType<typeof realCatalog>>;

  async function given(deployFrom: readonly string[]) {
    catalog = await realCatalog({ bpmn, deployFrom, files: [file] });
  }

  const write = (content: string) =>
    files.addContent({ 'catalog-info.yaml': content });

  /** Deployed from the portal, and in the catalog. */
  async function deployed() {
    await catalog.hear('report');
    await waitForExpect(async () =>
      expect(await catalog.find('report')).toBeDefined(),
    );
  }

  beforeEach(() => {
    jest.resetAllMocks();
    files.clear();
    const report = {
      processId: 'report',
      ownerRef: 'group:default/data',
      version: 1,
    };
    bpmn.listProcesses.mockResolvedValue({ items: [report] });
    bpmn.getProcess.mockResolvedValue(report);
  });

  afterEach(() => catalog.stop());

  it('should be there when they are wrong from the beginning, and say what it is until it is right', async () => {
    // given
    const problem = { status: 422, detail: 'Expected an end' };
    bpmn.deploy.mockRejectedValue(new BpmnApiError(problem as any));
    write(inGit('data', WITH_MODEL));
    // when
    await given(['file:']);
    // then
    await waitForExpect(async () =>
      expect(await catalog.find('report')).toMatchObject({
        status: {
          items: [
            {
              level: 'error',
              message: 'Could not deploy the process: Expected an end',
            },
          ],
        },
      }),
    );
    // when
    bpmn.deploy.mockResolvedValue({});
    // then
    await waitForExpect(async () =>
      expect(await catalog.find('report')).not.toHaveProperty('status'),
    );
  });

  it('should give way to git, and stay there', async () => {
    // given
    await given(['file:']);
    await deployed();
    // when
    write(inGit('finance', WITH_MODEL));
    // then
    const expectFromGit = () =>
      waitForExpect(async () => {
        const entity = await catalog.find('report');
        expect(isProcessFromGit(entity!)).toBe(true);
      });
    await expectFromGit();
    expect(bpmn.deploy).toHaveBeenCalledTimes(1);
    // when
    await catalog.hear('report');
    // then
    await expectFromGit();
  });

  it('should not give way to what only has their name', async () => {
    // given
    await given([]);
    await deployed();
    const other = 'metadata: { name: other }';
    // when: the other one comes by the same way
    write(`${inGit('evil')}---\n${inGit('evil').replace(/metadata.*/, other)}`);
    // then
    await waitForExpect(async () =>
      expect(await catalog.find('other')).toBeDefined(),
    );
    expect(await catalog.find('report')).toMatchObject({
      spec: { owner: 'group:default/data' },
    });
  });
});
