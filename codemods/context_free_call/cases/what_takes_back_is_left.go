package secrets

import (
	"context"
	"os/exec"
)

func apply(ctx context.Context, rules [][]string) error {
	for _, rule := range rules {
		if err := exec.Command("vault", rule...).Run(); err != nil { // want unsafe "exec.Command makes"
			_ = exec.Command("vault", "seal").Run()
			return err
		}
	}
	return nil
}
