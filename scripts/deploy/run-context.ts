import type { Answers } from './answers.ts';
import type { CloudflareApi } from './api.ts';
import type { Facts } from './facts.ts';
import type { KeptSecrets } from './kept-secrets.ts';
import type { DeployState, StateFile } from './state.ts';

/** Everything that a step works with. */
export interface Run {
  readonly answers: Answers;
  readonly api: CloudflareApi;
  readonly facts: Facts;
  readonly state: DeployState;
  readonly file: StateFile;
  readonly kept: KeptSecrets;
  readonly appUrl: string;
  readonly deploymentId: string;
  /** wrangler's configuration of this environment. */
  readonly settings: string;
  /** The Worker's code as it was built before; null where wrangler is to build it. */
  readonly bundle: string | null;
  /** What wrangler and the checks are given besides: the account, the token, another API on this machine. */
  readonly environment: Readonly<Record<string, string>>;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}
