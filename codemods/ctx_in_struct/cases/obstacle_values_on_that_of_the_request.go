package p

import (
	"context"
	"fmt"
	"net/http"
	"os/exec"
)

type key struct{}

type tenants struct {
	ctx context.Context // want none "it holds the .{7} made on line 30, which not all callers have"
}

func newTenants(ctx context.Context) *tenants { return &tenants{ctx: ctx} }

func (t *tenants) path(p string) (string, error) {
	name, _ := t.ctx.Value(key{}).(string)
	out, err := exec.CommandContext(t.ctx, "realpath", name+p).Output()
	return string(out), err
}

func tenantOf(r *http.Request) context.Context {
	return context.WithValue(r.Context(), key{}, r.Header.Get("X-Tenant"))
}

// What tenantOf puts on the request's context would be lost.
func serve(w http.ResponseWriter, r *http.Request) {
	t := newTenants(tenantOf(r))
	p, err := t.path(r.URL.Path)
	fmt.Fprint(w, p, err)
}
