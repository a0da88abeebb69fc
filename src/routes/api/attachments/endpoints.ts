import { z } from '@hono/zod-openapi';
import { KINDS_IN_WORDS } from '../../../domain/attachment/kinds.ts';
import { ATTACHMENT_LIMITS, megabytes } from '../../../domain/attachment/limits.ts';
import { done, mapDone, refused, thenRead } from '../../../domain/outcome.ts';
import { addAttachment } from '../../../operations/attachments/add-attachment.ts';
import { listAttachments, readAttachment } from '../../../operations/attachments/list-attachments.ts';
import { openOwnFile } from '../../../operations/attachments/open-attachment.ts';
import { removeAttachment } from '../../../operations/attachments/remove-attachment.ts';
import { fileHeaders } from '../../file-headers.ts';
import { ANY_FILE, endpoint, NOTHING } from '../endpoint.ts';
import { FileOut } from '../file-body.ts';
import { byId } from '../schemas/lists.ts';
import {
  attachment,
  attachmentList,
  byAttachment,
  fileAnswer,
  removedAttachment,
  sentFile,
} from './schema.ts';

const { files, bytes, totalBytes, nameLength } = ATTACHMENT_LIMITS;

const add = endpoint(
  {
    method: 'post',
    path: '/invoices/{id}/attachments',
    operationId: 'addAttachment',
    tag: 'Invoices',
    summary: 'Attach a file to an invoice',
    description: [
      `The body is the file itself, of at most ${megabytes(bytes)}; an invoice has at most ${files} files of ${megabytes(totalBytes)} in all.`,
      `${KINDS_IN_WORDS} can be attached. Name, Content-Type and content have to agree (\`${ANY_FILE}\` says nothing, and is`,
      'taken as well); nothing that is encrypted, and nothing with macros or JavaScript, is taken. To a draft or an open invoice:',
      'its customer finds it where the invoice is shown, and in the mail that sends it (`attachmentsBy` in the settings).',
      'The same content under the same name is the same file, however often it is sent.',
    ].join(' '),
    params: byId,
    query: z.strictObject({
      name: z.string().openapi({
        description: `With its ending, at most ${nameLength} characters.`,
        example: 'timesheet.pdf',
      }),
    }),
    body: sentFile,
    takes: ANY_FILE,
    status: 201,
    answer: attachment,
    refuses: [
      'not_found',
      'invoice_not_open',
      'verb_pending',
      'attachments_not_set_up',
      'attachments_unavailable',
      'too_many_attachments',
      'attachments_too_large',
      'attachment_name_taken',
    ],
  },
  async ({ ctx, caller: { scope }, params: { id: invoiceId }, query: { name }, body }) => {
    const added = await addAttachment(ctx, { scope, invoiceId, file: { name, ...body } });
    return thenRead(added, ({ attachmentId }) => readAttachment(ctx, { scope, invoiceId, attachmentId }));
  },
);

const list = endpoint(
  {
    method: 'get',
    path: '/invoices/{id}/attachments',
    operationId: 'listAttachments',
    tag: 'Invoices',
    summary: 'List the files of an invoice',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: attachmentList,
    refuses: ['not_found'],
  },
  ({ ctx, caller: { scope }, params }) => listAttachments(ctx, { scope, invoiceId: params.id }),
);

const read = endpoint(
  {
    method: 'get',
    path: '/invoices/{id}/attachments/{attachmentId}/content',
    operationId: 'readAttachmentContent',
    tag: 'Invoices',
    summary: 'Download a file of an invoice',
    params: byAttachment,
    query: NOTHING,
    body: NOTHING,
    answer: fileAnswer,
    media: ANY_FILE,
    refuses: ['not_found', 'attachments_unavailable'],
  },
  async ({ ctx, caller: { scope }, params: { id: invoiceId, attachmentId } }) => {
    const opened = await openOwnFile(ctx, { scope, invoiceId, attachmentId });
    return thenRead(opened, async (file) => {
      const content = await file.read();
      return content.kind === 'found'
        ? done(new FileOut(content.body, fileHeaders(file)))
        : refused({ code: 'attachments_unavailable' });
    });
  },
);

const remove = endpoint(
  {
    method: 'delete',
    path: '/invoices/{id}/attachments/{attachmentId}',
    operationId: 'removeAttachment',
    tag: 'Invoices',
    summary: 'Remove a file from an invoice',
    description: 'As long as the invoice was not sent: what its customer was sent stays with it.',
    params: byAttachment,
    query: NOTHING,
    body: NOTHING,
    answer: removedAttachment,
    refuses: ['not_found', 'invoice_not_open', 'verb_pending', 'attachment_sent'],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params: { id: invoiceId, attachmentId } }) => {
    const removed = await removeAttachment(ctx, { scope, invoiceId, attachmentId, commandId });
    return mapDone(removed, ({ attachmentId: id }) => ({
      id,
      object: 'attachment' as const,
      deleted: true as const,
    }));
  },
);

export const attachmentEndpoints = [add, list, read, remove];
