import {
  findFileReferences,
  isFileReference,
  looksLikeFileReference,
  type FileReference,
  type JsonObject,
  type JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Refusal } from '../refusal';

/** What a mail task says. */
export interface MailTask {
  /** Addresses and entity refs. */
  readonly to: readonly string[];
  /** One line. */
  readonly subject: string;
  readonly text: string;
  /** Files, and names of files of the instance. */
  readonly attachments: readonly (FileReference | string)[];
}

/** Longest subject, in characters. */
const LONGEST_SUBJECT = 500;

/** Most recipients that a task can name. */
const MOST_RECIPIENTS = 100;

// Whatever a reader of mails may take for the end of a line.
const LINE_BREAK = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** Reads what the variable `mail` says. Throws a Refusal that names the field that is wrong. */
export function readMailTask({ mail }: JsonObject): MailTask {
  if (typeof mail !== 'object' || mail === null || Array.isArray(mail)) {
    throw new Refusal(
      'Expected inputs mail.to, mail.subject and mail.body, but there are none. Choose the template "Mail" for the task',
    );
  }
  const { to, subject, body = '', attachments = null } = mail as JsonObject;
  return {
    to: readTo(to),
    subject: readSubject(subject),
    text: readBody(body),
    attachments: readAttachments(attachments),
  };
}

function readTo(to: JsonValue | undefined): readonly string[] {
  const list = (Array.isArray(to) ? to : [to]).flatMap(one =>
    typeof one === 'string' ? split(one) : [one],
  );
  const texts = list.filter((one): one is string => typeof one === 'string');
  if (texts.length === 0 || texts.length < list.length) {
    throw new Refusal(
      'Expected mail.to to be an address, an entity ref, or a list of them, but it is not',
    );
  }
  if (texts.length > MOST_RECIPIENTS) {
    throw new Refusal(
      `Expected mail.to to have at most ${MOST_RECIPIENTS} recipients, but it has ${texts.length}. Write to a group`,
    );
  }
  return [...new Set(texts)];
}

function split(text: string): readonly string[] {
  return text
    .split(/[,;]/)
    .map(one => one.trim())
    .filter(one => one !== '');
}

function readSubject(subject: JsonValue | undefined): string {
  if (typeof subject !== 'string' || subject.trim() === '') {
    throw new Refusal('Expected mail.subject to be a text, but it is none');
  }
  if (LINE_BREAK.test(subject) || subject.length > LONGEST_SUBJECT) {
    throw new Refusal(
      `Expected mail.subject to be one line of at most ${LONGEST_SUBJECT} characters, but it is not`,
    );
  }
  return subject;
}

function readBody(body: JsonValue): string {
  if (typeof body === 'string') {
    return body;
  }
  if (typeof body === 'number' || typeof body === 'boolean') {
    return String(body);
  }
  throw new Refusal(
    'Expected mail.body to be a text, but it is none. Write an expression that gives a text',
  );
}

/** Every file in it, however deep, and every name, each once. */
function readAttachments(
  attachments: JsonValue,
): readonly (FileReference | string)[] {
  const found = findFileReferences(attachments);
  const files = found.filter(isFileReference);
  const names = namesIn(attachments);
  if (files.length < found.length || names === undefined) {
    throw new Refusal(
      'Expected mail.attachments to be a file of this run, its name, or a list of them, but it is not. Name variables that hold files, or files as scripts have called them',
    );
  }
  const byKey = new Map(files.map(file => [file.$file, file]));
  return [...byKey.values(), ...new Set(names)];
}

/** Texts in it; undefined: there is something else besides files. */
function namesIn(value: JsonValue): readonly string[] | undefined {
  if (typeof value === 'string') {
    return split(value);
  }
  if (value === null || looksLikeFileReference(value)) {
    return [];
  }
  if (!Array.isArray(value)) {
    return findFileReferences(value).length > 0 ? [] : undefined;
  }
  const names = value.map(namesIn);
  return names.every(isDefined) ? names.flat() : undefined;
}

function isDefined<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}
