import { z } from '@hono/zod-openapi';
import { API_SCOPES } from '../../../domain/api-key/scopes.ts';
import { isoInstant, isoOrNull } from '../../../domain/iso-instant.ts';
import type { KeyView } from '../../../operations/api/key-view.ts';
import { instant, oneLine, shownInstant } from '../schemas/fields.ts';
import { listOf } from '../schemas/lists.ts';

const scope = z.enum(API_SCOPES);

const fields = {
  id: z.string().openapi({ example: 'key_01kqf1qz8r0000000000000000' }),
  object: z.literal('api_key'),
  name: z.string(),
  livemode: z.boolean(),
  scopes: z.array(scope).readonly(),
  state: z.enum(['active', 'expired', 'revoked']),
  createdAt: shownInstant,
  expiresAt: shownInstant
    .nullable()
    .openapi({ description: 'From then on it is refused; null: it does not end.' }),
  revokedAt: shownInstant.nullable(),
  lastUsedAt: shownInstant
    .nullable()
    .openapi({ description: 'When its present secret was last used, to the hour.' }),
  previous: z.strictObject({ until: shownInstant, lastUsedAt: shownInstant.nullable() }).nullable().openapi({
    description: 'The secret before the last rotation: until when it works, and when it was last used.',
  }),
};

export const apiKey = z.strictObject(fields).openapi('ApiKey');

export const apiKeyWithSecret = z
  .strictObject({
    ...fields,
    key: z.string().nullable().openapi({
      description:
        'The key itself. It is stored as a hash only and shown this once: a retry with the same `Idempotency-Key` answers null.',
      example: 'qk_test_…',
    }),
  })
  .openapi('ApiKeyWithSecret');

export const apiKeyList = listOf(apiKey).openapi('ApiKeyList');

const endsAt = instant.nullable().optional();

export const createBody = z
  .strictObject({
    name: oneLine(100).openapi({
      description: 'What uses it; it stands in the audit log.',
      example: 'Webshop',
    }),
    scopes: z
      .array(scope)
      .min(1)
      .max(API_SCOPES.length)
      .refine((given) => new Set(given).size === given.length, 'Give each scope once.')
      .openapi({ description: 'None includes another, and none may be more than your own.' }),
    expiresAt: endsAt.openapi({
      description: 'When it ends; by default it does not. No later than your own key.',
    }),
  })
  .openapi('ApiKeyInput');

export const DAY_S = 86_400;

export const rotateBody = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(90 * DAY_S)
      .optional()
      .openapi({
        description:
          'How long the secret of now works beside the new one; a day where it is left out. 0 ends it at once, and with it the portal sessions that it opened.',
      }),
    expiresAt: endsAt.openapi({ description: 'When the key ends; by default that stays as it is.' }),
  })
  .openapi('ApiKeyRotation');

export const shownKey = (view: KeyView) => ({
  id: view.id,
  object: 'api_key' as const,
  name: view.name,
  livemode: view.livemode,
  scopes: view.scopes,
  state: view.state,
  createdAt: isoInstant(view.createdAt),
  expiresAt: isoOrNull(view.expiresAt),
  revokedAt: isoOrNull(view.revokedAt),
  lastUsedAt: isoOrNull(view.lastUsedAt),
  previous: view.previous && {
    until: isoInstant(view.previous.until),
    lastUsedAt: isoOrNull(view.previous.lastUsedAt),
  },
});
