// Both clients are told an issuer and credentials, and find out the rest. Ends with 0 if all went well.
import assert from 'node:assert/strict'
import * as oauth from 'oauth4webapi'
import * as openid from 'openid-client'

const [issuer, id, secret] = process.argv.slice(2)
const scope = 'openid example.com'
const http = { [oauth.allowInsecureRequests]: true }

async function discovered(algorithm) {
  const url = new URL(issuer)
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, { algorithm, ...http }))
}

async function withOauth4webapi(algorithm, authentication) {
  const server = await discovered(algorithm)
  const client = { client_id: id }
  const parameters = new URLSearchParams({ scope })
  const granted = await oauth.processClientCredentialsResponse(server, client,
    await oauth.clientCredentialsGrantRequest(server, client, authentication(secret), parameters, http))
  assert.equal(typeof granted.expires_in, 'number')
  assert.equal(granted.scope, scope)

  const seen = async () => oauth.processIntrospectionResponse(server, client,
    await oauth.introspectionRequest(server, client, authentication(secret), granted.access_token, http))
  assert.equal((await seen()).active, true)
  await oauth.processRevocationResponse(
    await oauth.revocationRequest(server, client, authentication(secret), granted.access_token, http))

  const request = new Request(issuer + '/configapi/v2/user/admin',
    { headers: { authorization: 'Bearer ' + granted.access_token } })
  await assert.rejects(until(async () => {
    const claims = await oauth.validateJwtAccessToken(server, request, issuer + '/configapi', http)
    assert.equal(claims.sub, id)
    if (!(await seen()).active) throw new Error('revoked')
  }), /revoked/)
}

async function withOpenidClient() {
  const config = await openid.discovery(new URL(issuer), id, undefined, openid.ClientSecretBasic(secret),
    { execute: [openid.allowInsecureRequests] })
  const granted = await openid.clientCredentialsGrant(config, { scope })
  assert.equal(typeof granted.expires_in, 'number')
  const answer = await openid.fetchProtectedResource(config, granted.access_token,
    new URL(issuer + '/configapi/v2/user/admin'), 'GET')
  assert.equal(answer.status, 200)
  assert.equal((await openid.tokenIntrospection(config, granted.access_token)).active, true)
  await openid.tokenRevocation(config, granted.access_token)
  await assert.rejects(
    openid.clientCredentialsGrant(await openid.discovery(new URL(issuer), id, undefined, openid.ClientSecretPost('wrong'),
      { execute: [openid.allowInsecureRequests] }), { scope }), { error: 'invalid_client', status: 401 })
}

// A token that was revoked dies within a second.
async function until(fails) {
  for (let i = 0; i < 50; i++) {
    await fails()
    await new Promise(done => setTimeout(done, 100))
  }
}

await withOauth4webapi('oauth2', oauth.ClientSecretBasic)
await withOauth4webapi('oidc', oauth.ClientSecretPost)
await withOpenidClient()
console.log('all went well')
