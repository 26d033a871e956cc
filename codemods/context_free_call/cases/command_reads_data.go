package daemon

import (
	"context"
	"io"
	"os/exec"
	"strings"
)

func filter(ctx context.Context, data io.Reader) ([]byte, error) {
	cmd := exec.Command("gzip") // want unsafe "CommandContext"
	cmd.Stdin = data
	return cmd.Output()
}

func sortLines(ctx context.Context, lines []string) ([]byte, error) {
	stdin := strings.NewReader(strings.Join(lines, "\n"))
	cmd := exec.Command("sort") // want unsafe "CommandContext"
	cmd.Stdin = stdin
	return cmd.Output()
}

type input struct{ Stdin *strings.Reader }

var os input

func notTheTerminal(ctx context.Context) ([]byte, error) {
	cmd := exec.Command("sort") // want unsafe "CommandContext"
	cmd.Stdin = os.Stdin
	return cmd.Output()
}
