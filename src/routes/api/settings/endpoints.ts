import { thenRead } from '../../../domain/outcome.ts';
import { readSettings } from '../../../operations/merchants/read-settings.ts';
import { updateSettings } from '../../../operations/merchants/update-settings.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { settings, settingsBody } from '../schemas/collection.ts';

const read = endpoint(
  {
    method: 'get',
    path: '/settings/collection',
    operationId: 'readCollectionSettings',
    tag: 'Settings',
    summary: 'Read how you collect',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: settings,
    refuses: [],
  },
  ({ ctx, caller }) => readSettings(ctx, { scope: caller.scope }),
);

const update = endpoint(
  {
    method: 'patch',
    path: '/settings/collection',
    operationId: 'updateCollectionSettings',
    tag: 'Settings',
    summary: 'Change how you collect',
    description: [
      'Omitted fields stay as they are. Open invoices are rescheduled, never earlier than a customer was notified.',
      'The settings hold for test and live mode; a policy that charges needs a connection in the mode of the key.',
      'Where payments are live, a test key reads them and does not change them.',
    ].join(' '),
    params: NOTHING,
    query: NOTHING,
    body: settingsBody,
    answer: settings,
    refuses: [],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, body }) => {
    const updated = await updateSettings(ctx, { scope, commandId, change: body });
    return thenRead(updated, () => readSettings(ctx, { scope }));
  },
);

export const settingsEndpoints = [read, update];
