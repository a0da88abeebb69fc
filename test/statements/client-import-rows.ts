import { clientImportRows, clientImports, clientMappings, mappedClients } from '../../src/db/schema/index.ts';
import { row } from './rows.ts';

export const OTHER_IMPORT = { import_id: 'imp_2' };
export const mapping = row(clientMappings, { connectionId: 'con_1', state: 'ready', usedAt: 100 });
export const client = row(mappedClients, {
  connectionId: 'con_1',
  customerId: 'cus_1',
  status: 'proposed',
  search: 'ada',
});
export const theImport = row(clientImports, {
  id: 'imp_1',
  connectionId: 'con_1',
  state: 'running',
  wave: 8,
  dueAt: 100,
});
export const line = row(clientImportRows, {
  importId: 'imp_1',
  customerId: 'cus_1',
  action: 'map',
  state: 'waiting',
  takenUntil: 100,
});
