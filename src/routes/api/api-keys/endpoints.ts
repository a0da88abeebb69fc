import { z } from '@hono/zod-openapi';
import { mapDone } from '../../../domain/outcome.ts';
import { createKey } from '../../../operations/api/create-key.ts';
import type { KeyWithSecret } from '../../../operations/api/key-view.ts';
import { listKeys } from '../../../operations/api/list-keys.ts';
import { readKey } from '../../../operations/api/read-key.ts';
import { revokeKey } from '../../../operations/api/revoke-key.ts';
import { rotateKey } from '../../../operations/api/rotate-key.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { byId, pageOf, pageQuery } from '../schemas/lists.ts';
import { apiKey, apiKeyList, apiKeyWithSecret, createBody, DAY_S, rotateBody, shownKey } from './schema.ts';

const withSecret = (made: KeyWithSecret) => ({ ...shownKey(made), key: made.key });

const list = endpoint(
  {
    method: 'get',
    path: '/api-keys',
    operationId: 'listApiKeys',
    tag: 'Access',
    summary: 'List your API keys, newest first',
    description: 'Those of the mode of the key that asks, also the ones that are over. No secret is in it.',
    params: NOTHING,
    query: z.strictObject(pageQuery('key')),
    body: NOTHING,
    answer: apiKeyList,
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query }) =>
    mapDone(await listKeys(ctx, { scope, page: pageOf(query) }), (page) => ({
      ...page,
      data: page.data.map(shownKey),
    })),
);

const read = endpoint(
  {
    method: 'get',
    path: '/api-keys/{id}',
    operationId: 'readApiKey',
    tag: 'Access',
    summary: 'Read an API key',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: apiKey,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id } }) =>
    mapDone(await readKey(ctx, { scope, keyId: id }), shownKey),
);

const create = endpoint(
  {
    method: 'post',
    path: '/api-keys',
    operationId: 'createApiKey',
    tag: 'Access',
    summary: 'Make an API key',
    description:
      'It holds for your business in the mode of the key that asks, and can do no more than that one.',
    params: NOTHING,
    query: NOTHING,
    body: createBody,
    status: 201,
    answer: apiKeyWithSecret,
    shownOnce: ['key'],
    refuses: ['beyond_own_grant'],
  },
  async ({ ctx, caller: { scope, apiKeyId }, command: { commandId, seed }, body }) => {
    const { name, scopes, expiresAt = null } = body;
    const ask = { keyId: `key_${seed}`, callerId: apiKeyId, name, scopes, expiresAt, commandId };
    return mapDone(await createKey(ctx, { scope, ...ask }), withSecret);
  },
);

const rotate = endpoint(
  {
    method: 'post',
    path: '/api-keys/{id}/rotate',
    operationId: 'rotateApiKey',
    tag: 'Access',
    summary: 'Give an API key a new secret',
    description: [
      'The old secret works beside the new one for a stated time, and its answers say so by `Deprecation` (RFC 9745) and',
      '`X-Api-Key-Expires`. The key keeps its id: a call that was sent with the old secret and is repeated with the new one,',
      'under the same `Idempotency-Key`, takes effect once.',
    ].join(' '),
    params: byId,
    query: NOTHING,
    body: rotateBody,
    bodyOptional: true,
    answer: apiKeyWithSecret,
    shownOnce: ['key'],
    refuses: ['not_found', 'api_key_over', 'api_key_rotating', 'beyond_own_grant'],
  },
  async ({ ctx, caller: { scope, apiKeyId }, command: { commandId }, params: { id }, body }) => {
    const { overlapSeconds = DAY_S, expiresAt } = body;
    const ask = { keyId: id, callerId: apiKeyId, overlapMs: overlapSeconds * 1000, expiresAt, commandId };
    return mapDone(await rotateKey(ctx, { scope, ...ask }), withSecret);
  },
);

const revoke = endpoint(
  {
    method: 'post',
    path: '/api-keys/{id}/revoke',
    operationId: 'revokeApiKey',
    tag: 'Access',
    summary: 'Revoke an API key',
    description: [
      'Both of its secrets are refused at once, and the portal sessions that it opened end. The last key with the scope',
      '`admin` is kept: make another one first, or revoke it on the command line (`npm run keys`).',
    ].join(' '),
    params: byId,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: apiKey,
    refuses: ['not_found', 'last_admin_key'],
  },
  async ({ ctx, caller: { scope }, params: { id } }) =>
    mapDone(await revokeKey(ctx, { scope, keyId: id }), shownKey),
);

export const apiKeyEndpoints = [list, read, create, rotate, revoke];
