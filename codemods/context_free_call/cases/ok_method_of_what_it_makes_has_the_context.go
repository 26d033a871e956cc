package oidc

import "context"

type verifier struct{ keys map[string]string }

func (v *verifier) Verify(ctx context.Context, token string) error {
	println(v.keys[token])
	return ctx.Err()
}

type provider struct{ keys map[string]string }

// The keys are those of the provider.
func (p *provider) Verifier(audience string) *verifier {
	println(audience)
	return &verifier{keys: p.keys}
}

// The keys are fetched anew.
func (p *provider) VerifierContext(ctx context.Context, audience string) *verifier {
	println(audience, ctx.Err() == nil)
	return &verifier{}
}

func check(ctx context.Context, p *provider, token string) error {
	return p.Verifier("a").Verify(ctx, token)
}
