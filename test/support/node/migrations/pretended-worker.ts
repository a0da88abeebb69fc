import type { Shares, Version, Worker } from '../../../../scripts/release/worker.ts';

/** A Worker that is deployed nowhere: what happened to it can be read. */
export function pretendedWorker(first: readonly Version[] = []): Worker & { readonly traffic: () => Shares } {
  const versions = [...first];
  const deployments: Shares[] = first.map(({ id }) => [{ id, percent: 100 }]);
  const upload = async (message: string): Promise<void> => {
    versions.push({ id: `version-${versions.length + 1}`, message });
  };
  return {
    versions: async () => versions,
    deployments: async () => deployments,
    deploy: async (message) => {
      await upload(message);
      deployments.push([{ id: versions.at(-1)?.id ?? '', percent: 100 }]);
    },
    upload,
    share: async (shares) => void deployments.push(shares),
    traffic: () => deployments.at(-1) ?? [],
  };
}
