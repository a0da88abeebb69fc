/** A setting, binding or schema that is wrong, by name, with the sentence that mends it. Never a value. */
export type SettingProblem = { readonly setting: string; readonly says: string };

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
export type Owner = { readonly deploymentId: string; readonly livemode: boolean };

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
