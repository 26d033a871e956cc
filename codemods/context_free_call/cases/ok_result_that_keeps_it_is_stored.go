package p

import "context"

type keySet struct {
	ctx context.Context
	url string
}

func newKeySet(ctx context.Context, url string) *keySet { return &keySet{ctx: ctx, url: url} }

type verifier struct{ keys interface{ fetch() error } }

func (k *keySet) fetch() error { return k.ctx.Err() }

type provider struct{ url string }

func (p *provider) verifier() *verifier { return p.newVerifier(newKeySet(context.Background(), p.url)) }

func (p *provider) verifierContext(ctx context.Context) *verifier {
	return p.newVerifier(newKeySet(ctx, p.url))
}

func (p *provider) newVerifier(keys *keySet) *verifier { return &verifier{keys: keys} }

type auth struct{ verifier *verifier }

func (a *auth) setUp(ctx context.Context, p *provider) error {
	a.verifier = p.verifier()
	return ctx.Err()
}
