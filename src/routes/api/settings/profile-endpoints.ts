import { z } from '@hono/zod-openapi';
import { LOGO_LIMITS } from '../../../domain/image/limits.ts';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import { changedFields } from '../../../domain/profile/profile.ts';
import type { Context } from '../../../operations/core/context.ts';
import type { Scope } from '../../../operations/core/scope.ts';
import {
  listProfileVersions,
  type ProfileVersion,
  readProfileVersion,
} from '../../../operations/merchants/list-profile-versions.ts';
import { raiseNextNumber } from '../../../operations/merchants/raise-next-number.ts';
import { readProfile } from '../../../operations/merchants/read-profile.ts';
import { restoreProfile } from '../../../operations/merchants/restore-profile.ts';
import { saveLogo } from '../../../operations/merchants/save-logo.ts';
import { updateProfile } from '../../../operations/merchants/update-profile.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { listOf } from '../schemas/lists.ts';
import { logoBody, nextNumberBody, profile, profileBody, profileVersion } from '../schemas/profile.ts';

const PATH = '/settings/profile';
const byVersion = z.strictObject({ version: z.coerce.number().int().min(1) });

const read = async (ctx: Context, scope: Scope) =>
  mapDone(await readProfile(ctx, { scope }), ({ profile: content, ...facts }) => ({ ...facts, ...content }));

const readNow = endpoint(
  {
    method: 'get',
    path: PATH,
    operationId: 'readBusinessProfile',
    tag: 'Settings',
    summary: 'Read what your business says of itself',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: profile,
    refuses: [],
  },
  ({ ctx, caller }) => read(ctx, caller.scope),
);

const update = endpoint(
  {
    method: 'patch',
    path: PATH,
    operationId: 'updateBusinessProfile',
    tag: 'Settings',
    summary: 'Change what your business says of itself',
    description: [
      'Omitted fields stay as they are. Every change makes a version: the next invoice shows it, and an invoice that is finalized',
      'goes on showing the version that it was finalized with, on its page, in its PDF and in mails about it. Bank accounts of an',
      'open invoice are replaced only where one that it names is not listed any more. Where payments are live, a test key reads and does not change.',
    ].join(' '),
    params: NOTHING,
    query: NOTHING,
    body: profileBody,
    answer: profile,
    versioned: true,
    refuses: ['profile_changed'],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, version: seen, body: { version, ...change } }) => {
    const basedOn = version ?? seen;
    const updated = await updateProfile(ctx, { scope, commandId, basedOn, change });
    return thenRead(updated, () => read(ctx, scope));
  },
);

const shown = (version: ProfileVersion, before: ProfileVersion | undefined) => ({
  object: 'business_profile_version' as const,
  version: version.version,
  createdAt: new Date(version.createdAt).toISOString(),
  changedBy: version.changedBy,
  restores: version.restores,
  changed: before === undefined ? null : changedFields(before.profile, version.profile),
  ...version.profile,
});

const list = endpoint(
  {
    method: 'get',
    path: `${PATH}/versions`,
    operationId: 'listProfileVersions',
    tag: 'Settings',
    summary: 'List the versions of the profile, newest first',
    description: 'Who changed what, and when.',
    params: NOTHING,
    query: z.strictObject({
      startingAfter: z
        .string()
        .regex(/^[1-9][0-9]{0,8}$/, 'Give a version.')
        .optional()
        .openapi({ description: 'The page after this version: the `nextCursor` of the page before.' }),
      limit: z
        .string()
        .regex(/^(?:[1-9][0-9]?|100)$/, 'Give a whole number from 1 to 100.')
        .optional()
        .openapi({ type: 'integer', minimum: 1, maximum: 100 }),
    }),
    body: NOTHING,
    answer: listOf(profileVersion).openapi('BusinessProfileVersions'),
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query }) => {
    const limit = Number(query.limit ?? 20);
    const before = query.startingAfter === undefined ? null : Number(query.startingAfter);
    return mapDone(await listProfileVersions(ctx, { scope, before, limit }), ({ versions, hasMore }) => ({
      data: versions.map((version, index) => shown(version, versions[index + 1])),
      hasMore,
      nextCursor: hasMore ? String(versions.at(-1)?.version) : null,
    }));
  },
);

const readOne = endpoint(
  {
    method: 'get',
    path: `${PATH}/versions/{version}`,
    operationId: 'readProfileVersion',
    tag: 'Settings',
    summary: 'Read one version of the profile',
    params: byVersion,
    query: NOTHING,
    body: NOTHING,
    answer: profileVersion,
    refuses: [],
  },
  async ({ ctx, caller: { scope }, params: { version } }) =>
    mapDone(await readProfileVersion(ctx, { scope, version }), (found) => shown(found, undefined)),
);

const restore = endpoint(
  {
    method: 'post',
    path: `${PATH}/versions/{version}/restore`,
    operationId: 'restoreProfileVersion',
    tag: 'Settings',
    summary: 'Go back to an earlier version of the profile',
    description:
      'It becomes a new version with the old content, which the next invoice shows. Invoices keep the version that they were finalized with. Numbers do not go back.',
    params: byVersion,
    query: NOTHING,
    body: z.strictObject({
      version: z.int().min(1).optional().openapi({ description: 'The version in force when you decided.' }),
    }),
    bodyOptional: true,
    answer: profile,
    refuses: ['profile_changed'],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params: { version }, body }) => {
    const ask = { scope, commandId, version, basedOn: body.version ?? null };
    return thenRead(await restoreProfile(ctx, ask), () => read(ctx, scope));
  },
);

const raise = endpoint(
  {
    method: 'put',
    path: '/settings/next-invoice-number',
    operationId: 'raiseNextInvoiceNumber',
    tag: 'Settings',
    summary: 'Raise the next number of invoices or credit notes',
    description:
      'For the series in force and the mode of the key, where numbers go on from another program. It can only go up; the audit log explains the gap.',
    params: NOTHING,
    query: NOTHING,
    body: nextNumberBody,
    answer: profile,
    refuses: [],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, body: { kind = 'invoice', nextNumber } }) =>
    thenRead(await raiseNextNumber(ctx, { scope, commandId, kind, nextNumber }), () => read(ctx, scope)),
);

const upload = endpoint(
  {
    method: 'put',
    path: '/settings/logo',
    operationId: 'uploadLogo',
    tag: 'Settings',
    summary: 'Upload your logo',
    description: [
      `A PNG or JPEG of at most ${LOGO_LIMITS.bytes / 1000} kB and ${LOGO_LIMITS.pixels / 1_000_000} million pixels, by what its bytes are. It is`,
      'made anew of its picture alone: metadata, comments and anything behind its end are dropped. It is shown on pages, in mails',
      'and in PDFs from the next invoice on. Another picture, an SVG and a broken file are refused in words.',
    ].join(' '),
    params: NOTHING,
    query: NOTHING,
    body: logoBody,
    answer: profile,
    refuses: ['profile_changed'],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, body: { data, version = null } }) =>
    thenRead(await saveLogo(ctx, { scope, commandId, basedOn: version, file: data }), () => read(ctx, scope)),
);

const remove = endpoint(
  {
    method: 'delete',
    path: '/settings/logo',
    operationId: 'removeLogo',
    tag: 'Settings',
    summary: 'Remove your logo',
    description: 'Your display name takes its place. Invoices that were finalized with it go on showing it.',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: profile,
    refuses: [],
  },
  async ({ ctx, caller: { scope }, command: { commandId } }) => {
    const change = { logo: null, logoUrl: null };
    const removed = await updateProfile(ctx, { scope, commandId, basedOn: null, change });
    return thenRead(removed, () => read(ctx, scope));
  },
);

export const profileEndpoints = [readNow, update, list, readOne, restore, raise, upload, remove];
