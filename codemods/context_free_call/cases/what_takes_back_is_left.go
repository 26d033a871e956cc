package firewall

import (
	"context"
	"os/exec"
)

func apply(ctx context.Context, rules [][]string) error {
	for _, rule := range rules {
		if err := exec.Command("iptables", rule...).Run(); err != nil { // want unsafe "exec.Command makes"
			_ = exec.Command("iptables", "-F").Run()
			return err
		}
	}
	return nil
}
