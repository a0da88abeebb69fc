import { checkBinding } from './config-bindings.ts';
import { openDatabase } from './db/database.ts';
import { boundCodes } from './db/databases.ts';
import { hasBusiness } from './db/queries/set-up.ts';
import { lacksSchema } from './operations/core/describe-error.ts';

/**
 * Whether nobody can have been sent a link yet: there is one database, and no business in it. Where that cannot be read, somebody
 * may have been.
 */
export async function isUnused(env: Parameters<typeof boundCodes>[0]): Promise<boolean> {
  if (boundCodes(env).length > 1) return false;
  try {
    checkBinding(env, 'DB');
    const db = openDatabase(env.DB);
    return !(await hasBusiness(db, false)) && !(await hasBusiness(db, true));
  } catch (error) {
    return lacksSchema(error);
  }
}
