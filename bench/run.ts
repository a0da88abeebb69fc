import { measureBundle } from './bundle.ts';
import { measureCollection } from './collection.ts';
import { measureCsv } from './csv.ts';
import { buildDeployment } from './harness/deployment.ts';
import { type Finding, tableOf } from './harness/finding.ts';
import { openWorkbench } from './harness/workbench.ts';
import { measureHostedInvoice } from './hosted-invoice.ts';
import { measureImporting } from './importing.ts';
import { measureMapping, measureMappingRows } from './mapping.ts';
import { measureReading } from './reading.ts';
import { measureSandbox } from './sandbox.ts';
import { measureSignIn } from './sign-in.ts';
import { measureStartup } from './startup.ts';
import { measureStorage } from './storage.ts';
import { measureWebhook } from './webhook.ts';

/*
 * Measures the deployed bundle on plain workerd and prints it against its goals. A goal that is missed is printed
 * and fails nothing: a machine that is busy with something else must not turn a build red.
 */
const began = performance.now();
const say = (text: string) => console.error(text);

say('building what would be deployed …');
const deployment = await buildDeployment();
const findings: Finding[] = [...(await measureBundle(deployment))];
say('starting workerd, again and again …');
findings.push(...(await measureStartup(deployment)));
const workbench = await openWorkbench(deployment);
try {
  say('asking for the hosted invoice …');
  findings.push(...(await measureHostedInvoice(workbench)));
  say('delivering webhooks …');
  findings.push(...(await measureWebhook(workbench)));
  say('signing in …');
  findings.push(...(await measureSignIn(workbench)));
} finally {
  await workbench.close();
}
say('reading files of customers …');
findings.push(...(await measureCsv()));
say('mapping clients …');
findings.push(...(await measureMapping(deployment)), ...(await measureMappingRows(deployment)));
say('importing clients …');
findings.push(...(await measureImporting(say)));
say('paying at the sandbox …');
findings.push(...(await measureSandbox()));
say('storing many invoices …');
findings.push(...(await measureStorage()));
say('reading among ever more invoices, for some minutes …');
findings.push(...(await measureReading(deployment, say)));
say('collecting what is due, for some minutes …');
findings.push(...(await measureCollection(say)));
console.log(`\n${tableOf(findings)}`);
console.log(`\nmeasured in ${((performance.now() - began) / 1000).toFixed(0)} s`);
