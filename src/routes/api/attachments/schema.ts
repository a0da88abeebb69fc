import { z } from '@hono/zod-openapi';
import { MEDIA_TYPES } from '../../../domain/attachment/kinds.ts';
import type { FileOut, SentFile } from '../file-body.ts';
import { idOf, shownInstant } from '../schemas/fields.ts';

export const attachment = z
  .strictObject({
    id: z.string(),
    object: z.literal('attachment'),
    invoiceId: z.string(),
    name: z.string(),
    mediaType: z.string().openapi({ description: `One of ${MEDIA_TYPES.join(', ')}.` }),
    bytes: z.int(),
    sha256: z.string().openapi({ description: 'Of its content, hexadecimal.' }),
    url: z.string().nullable().openapi({
      description: 'Where whoever has the invoice’s link reads it; null while it is a draft.',
    }),
    createdAt: shownInstant,
  })
  .openapi('Attachment');

export const attachmentList = z
  .strictObject({ object: z.literal('list'), data: z.array(attachment).readonly() })
  .openapi('AttachmentList');

export const byAttachment = z.strictObject({ id: z.string(), attachmentId: idOf('att') });

/** The bytes of a file, as they are. */
export const sentFile = z
  .custom<SentFile>((value) => typeof value === 'object' && value !== null && 'bytes' in value)
  .openapi({ type: 'string', format: 'binary' });

/** A file that is sent as it is read. */
export const fileAnswer = z
  .custom<FileOut>((value) => value !== undefined)
  .openapi({ type: 'string', format: 'binary' });

export const removedAttachment = z.strictObject({
  id: z.string(),
  object: z.literal('attachment'),
  deleted: z.literal(true),
});
