package e2e

import (
	"context"
	"os/exec"
	"testing"
	"time"
)

var own = context.TODO()

func reset() {
	own = context.TODO()
}

func withNamespace(t *testing.T, run func(ctx context.Context, namespace string)) {
	reset()
	invoke(t, own, "ns", run)
}

func invoke(t *testing.T, ctx context.Context, namespace string, run func(context.Context, string)) {
	t.Helper()
	run(ctx, namespace)
}

// Nobody can give up.
func TestApply(t *testing.T) {
	withNamespace(t, func(ctx context.Context, namespace string) {
		if err := exec.Command("ctl", "wait", "-n", namespace).Run(); err != nil {
			t.Fatal(err)
		}
	})
}

func withTime(t *testing.T, run func(ctx context.Context, namespace string)) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	invoke(t, ctx, "ns", run)
}

func TestApplyInTime(t *testing.T) {
	withTime(t, func(ctx context.Context, namespace string) {
		if err := exec.Command("ctl", "wait", "-n", namespace).Run(); err != nil { // want unsafe "kills the process"
			t.Fatal(err)
		}
	})
}

var kept func(context.Context, string)

// Who knows when it is run.
func keep(t *testing.T, run func(ctx context.Context, namespace string)) {
	kept = run
	run(own, "ns")
}

func TestApplyLater(t *testing.T) {
	keep(t, func(ctx context.Context, namespace string) {
		if err := exec.Command("ctl", "wait", "-n", namespace).Run(); err != nil { // want unsafe "kills the process"
			t.Fatal(err)
		}
	})
}

// Who makes one from nothing for the helper may give it another some day.
func TestApplyUnder(t *testing.T) {
	invoke(t, context.TODO(), "ns", func(ctx context.Context, namespace string) {
		if err := exec.Command("ctl", "wait", "-n", namespace).Run(); err != nil { // want unsafe "kills the process"
			t.Fatal(err)
		}
	})
}
