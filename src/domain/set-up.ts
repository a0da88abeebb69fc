/** A setting, binding or schema that is wrong, by name, with the sentence that mends it. Never a value. */
export type SettingProblem = { readonly setting: string; readonly says: string };

/** A table is missing: which, the log says. */
export const noSchema: SettingProblem = {
  setting: 'schema',
  says: 'The database lacks tables: run `npm run deploy`, or `npx wrangler d1 migrations apply DB --remote`',
};

/** The deployment cannot work yet. Its message holds every sentence. */
export class NotSetUp extends Error {
  override readonly name = 'NotSetUp';
  readonly problems: readonly SettingProblem[];
  constructor(problems: readonly SettingProblem[]) {
    super(problems.map(({ says }) => says).join('; '));
    this.problems = problems;
  }
}

/** Whose a database is, as `npm run deploy` wrote it; null where nobody did. */
export type Owner = {
  readonly deploymentId: string;
  readonly livemode: boolean;
  /** The Stripe account that it was made for; null in a database that was written before accounts were. */
  readonly account: string | null;
};

/** What is wrong between the settings and the database that they are used with. */
export function ownerProblems(
  owner: Owner | null,
  own: { readonly deploymentId: string; readonly livemode: boolean; readonly hasBusiness: boolean },
): readonly SettingProblem[] {
  const mode = own.livemode ? 'live' : 'test';
  if (owner !== null && owner.deploymentId !== own.deploymentId)
    return [
      {
        setting: 'DEPLOYMENT_ID',
        says: 'DEPLOYMENT_ID is not that of the deployment that the database belongs to: set it back, or bind this deployment’s own database',
      },
    ];
  if (owner !== null && owner.livemode !== own.livemode)
    return [
      {
        setting: 'STRIPE_SECRET_KEY',
        says: `STRIPE_SECRET_KEY is a ${mode} key, and the database belongs to a deployment for ${owner.livemode ? 'live' : 'test'} mode: set it back, or make another deployment by \`npm run deploy -- --env NAME\``,
      },
    ];
  return own.hasBusiness
    ? []
    : [
        {
          setting: 'business',
          says: `There is no business in ${mode} mode: make it by \`npm run business -- --remote${own.livemode ? ' --live' : ''}\``,
        },
      ];
}

/** What is wrong with a Stripe key of `account`, or null. Null for a key that may not say whose it is. */
export const accountProblem = (owner: Owner, account: string | null): SettingProblem | null =>
  account === null || owner.account === null || account === owner.account
    ? null
    : {
        setting: 'STRIPE_SECRET_KEY',
        says: 'STRIPE_SECRET_KEY is a key of another Stripe account than the one that this deployment was made for, so no money moves: set it back, or make another deployment by `npm run deploy -- --env NAME`',
      };

/** What is told of a key that works, and whose account nobody can compare. */
export const keyProblems = (
  owner: Owner | null,
  key: { readonly account: string | null } | null,
): readonly SettingProblem[] =>
  owner === null || owner.account === null || key === null || key.account !== null
    ? []
    : [
        {
          setting: 'STRIPE_SECRET_KEY',
          says: 'STRIPE_SECRET_KEY may not say whose account it is, so that one of another account would not be noticed: give the restricted key “Accounts: Read”',
        },
      ];
