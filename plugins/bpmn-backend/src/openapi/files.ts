import {
  instanceOperatePermission,
  instanceReadPermission,
  processStartPermission,
  taskCompletePermission,
  type AddFileQuery,
  type FileReference,
  type InstanceFile,
  type Page,
  type PageQuery,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { instanceParams, type InstanceParams } from './instances';
import { operation } from './operation';
import {
  anyText,
  id,
  integer,
  objectOf,
  pageOf,
  pageQuery,
  ref,
  text,
  time,
} from './schema';

/** Parts of the document about files. */
export const fileSchemas = {
  FileReference: objectOf<FileReference>({
    $file: id,
    name: anyText,
    size: integer(0, Number.MAX_SAFE_INTEGER),
    contentType: anyText,
    sha256: anyText,
  }),
  InstanceFile: objectOf<InstanceFile>({
    file: ref('FileReference'),
    createdBy: anyText,
    createdAt: time,
  }),
  InstanceFiles: pageOf(ref('InstanceFile')),
};

const PATH = '/process-instances/{instanceId}/files';

const ofInstance = {
  tag: 'Files',
  permission: instanceReadPermission.name,
  params: instanceParams,
  refusals: [404],
} as const;

/** Files of process instances. */
export const fileOperations = {
  addStartFile: operation<{
    params: { processId: string };
    query: AddFileQuery;
    answer: FileReference;
  }>({
    tag: 'Files',
    method: 'post',
    path: '/processes/{processId}/start-files',
    summary: 'Adds a file to start an instance with',
    description:
      'As `addFile` does, for an instance that is not there yet. Whoever adds it can start one instance with it, within a day: put the answer into its variables as it is.',
    permission: processStartPermission.name,
    params: { processId: text(63, 1) },
    query: { name: text(1000, 1) },
    isUpload: true,
    status: 201,
    answer: ref('FileReference'),
    refusals: [404],
  }),
  addTaskFile: operation<{
    params: { taskId: string };
    query: AddFileQuery;
    answer: FileReference;
  }>({
    tag: 'Files',
    method: 'post',
    path: '/tasks/{taskId}/files',
    summary: 'Adds a file to complete a task with',
    description:
      'As `addFile` does, for whoever may do the task. Put the answer into the variables of the task as it is.',
    permission: taskCompletePermission.name,
    params: { taskId: id },
    query: { name: text(1000, 1) },
    isUpload: true,
    status: 201,
    answer: ref('FileReference'),
    refusals: [404, 409],
  }),
  listFiles: operation<{
    params: InstanceParams;
    query: PageQuery;
    answer: Page<InstanceFile>;
  }>({
    ...ofInstance,
    method: 'get',
    path: PATH,
    summary: 'Files that an instance may have, the youngest first',
    description:
      'Those that were added to it, and those that other instances have sent to it.',
    query: pageQuery,
    status: 200,
    answer: ref('InstanceFiles'),
  }),
  addFile: operation<{
    params: InstanceParams;
    query: AddFileQuery;
    answer: FileReference;
  }>({
    ...ofInstance,
    method: 'post',
    path: PATH,
    summary: 'Adds a file to an instance',
    description:
      'The body is the bytes of the file, as they are. The answer stands for the file: put it into variables as it is. What the file is, is seen by its first bytes and its name; `Content-Type` tells texts apart only. A file that is too large, or for which the instance has no room, is refused (413) and leaves nothing behind.',
    permission: instanceOperatePermission.name,
    query: { name: text(1000, 1) },
    isUpload: true,
    status: 201,
    answer: ref('FileReference'),
    refusals: [404, 409],
  }),
  getFile: operation<{
    params: InstanceParams & { readonly fileKey: string };
    answer: undefined;
  }>({
    ...ofInstance,
    method: 'get',
    path: `${PATH}/{fileKey}`,
    summary: 'A file that an instance may have',
    description:
      'Always to be saved, never to be shown as a page: whoever shows it fetches it, and shows HTML and SVG in a sandboxed frame only. Knows `If-None-Match`, and `Range` with one range of bytes.',
    params: { ...instanceParams, fileKey: id },
    status: 200,
    answer: anyText,
    answerType: '*/*',
    otherAnswers: [206, 304],
    refusals: [404, 416],
  }),
};
