package opa

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"time"
)

func retry(limit, every time.Duration, try func() bool) error {
	return retryCounted(limit, every, func(int) (bool, error) { return !try(), nil })
}

func retryCounted(limit, every time.Duration, try func(n int) (bool, error)) error {
	deadline := time.Now().Add(limit)
	for n := 1; !time.Now().After(deadline); n++ {
		again, err := try(n)
		if !again {
			return err
		}
		time.Sleep(every)
	}
	return errors.New("timed out")
}

func lookUp(url string) (string, error) { return lookUpWithContext(context.Background(), url) }

func lookUpWithContext(ctx context.Context, url string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var answer string
	return answer, json.NewDecoder(resp.Body).Decode(&answer)
}

func query(ctx context.Context, url string) (answer string, err error) {
	err = retry(6*time.Second, time.Second, func() bool {
		answer, err = lookUp(url)
		if err != nil {
			log.Printf("no answer: %v", err)
			return false
		}
		return true
	})
	return answer, err
}

func queryOnce(ctx context.Context, url string) (answer string, err error) {
	err = retryCounted(6*time.Second, time.Second, func(int) (bool, error) {
		answer, err = lookUp(url) // want unsafe "lookUpWithContext takes it"
		if err != nil {
			return false, err
		}
		return answer == "", nil
	})
	return answer, err
}
