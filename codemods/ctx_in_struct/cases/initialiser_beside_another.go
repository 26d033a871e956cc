package scan

import (
	"context"
	"os/exec"
)

type scanner struct {
	ctx         context.Context // want unsafe "scanner"
	root, label string
}

func newScanner(ctx context.Context, root string) *scanner {
	return &scanner{
		root: root, ctx: ctx,
		label: "x",
	}
}

func (s *scanner) file(name string) error {
	return exec.CommandContext(s.ctx, "file", name).Run()
}

type app struct{ scanners []*scanner }

func (a *app) add(ctx context.Context, root string) {
	a.scanners = append(a.scanners, newScanner(ctx, root))
}

func (a *app) scan(ctx context.Context) (err error) {
	for _, s := range a.scanners {
		if err = s.file(s.root); err != nil {
			break
		}
	}
	return
}
