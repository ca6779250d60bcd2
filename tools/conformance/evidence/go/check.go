package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"golang.org/x/mod/sumdb/tlog"
)

// Proof is one that Feiyu made. Number is the leaf's index, or the size of the earlier tree.
type Proof struct {
	Kind   string   `json:"kind"`
	Number int64    `json:"number"`
	Leaf   []byte   `json:"leaf,omitempty"`
	Root   []byte   `json:"root,omitempty"`
	Hashes [][]byte `json:"hashes"`
}

// checkLeaves builds the tree anew from every leaf and compares its root with the signed one.
func (log *Log) checkLeaves() (int, error) {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			hashes[i] = stored[index]
		}
		return hashes, nil
	})
	size := log.tree().N
	for bundle := int64(0); bundle*width < size; bundle++ {
		leaves, err := log.items("tile/entries", bundle)
		if err != nil {
			return 0, err
		}
		for i, leaf := range leaves {
			hashes, err := tlog.StoredHashes(bundle*width+int64(i), leaf, reader)
			if err != nil {
				return 0, err
			}
			stored = append(stored, hashes...)
		}
	}
	for _, tree := range log.trees {
		root, err := tlog.TreeHash(tree.N, reader)
		if err != nil {
			return 0, err
		}
		if root != tree.Hash {
			return 0, fmt.Errorf("the leaves do not have the root signed for %d", tree.N)
		}
	}
	return int(size), nil
}

// checkEntries compares every entry with its leaf: digest of its DSSE encoding, and Ed25519 signature by the log's key.
func (log *Log) checkEntries() (int, error) {
	bundles := (log.tree().N + width - 1) / width
	next := make(chan int64)
	problems := make(chan error, bundles)
	var group sync.WaitGroup
	for range runtime.NumCPU() {
		group.Add(1)
		go func() {
			defer group.Done()
			for bundle := range next {
				if err := log.checkEntryBundle(bundle); err != nil {
					problems <- err
				}
			}
		}()
	}
	for bundle := range bundles {
		next <- bundle
	}
	close(next)
	group.Wait()
	close(problems)
	return int(log.tree().N), <-problems
}

func (log *Log) checkEntryBundle(bundle int64) error {
	leaves, err := log.items("tile/entries", bundle)
	if err != nil {
		return err
	}
	entries, err := log.items("feiyu/entries", bundle)
	if err != nil {
		return err
	}
	for i, entry := range entries {
		if err := checkEntry(leaves[i], entry, log.publicKey); err != nil {
			return fmt.Errorf("entry %d: %w", bundle*width+int64(i), err)
		}
	}
	return nil
}

func checkEntry(leaf, entry, publicKey []byte) error {
	var body struct {
		Spec struct {
			HashedRekordV002 struct {
				Data      struct{ Digest []byte }
				Signature struct{ Content []byte }
			}
		}
	}
	if err := json.Unmarshal(leaf, &body); err != nil {
		return err
	}
	const payloadType = "application/vnd.feiyu.entry+json"
	message := fmt.Appendf(nil, "DSSEv1 %d %s %d %s", len(payloadType), payloadType, len(entry), entry)
	record := body.Spec.HashedRekordV002
	if digest := sha256.Sum256(message); string(digest[:]) != string(record.Data.Digest) {
		return errors.New("not the one that the leaf names")
	}
	if !ed25519.Verify(publicKey, message, record.Signature.Content) {
		return errors.New("the signature does not fit")
	}
	return nil
}

// checkOwnProofs has package tlog prove and check with the tiles: leaves across the log, and growth between checkpoints.
func (log *Log) checkOwnProofs() (inclusions, consistency int, err error) {
	tree := log.tree()
	reader := tlog.TileHashReader(tree, log)
	step := max(1, tree.N/1000)
	for index := int64(0); index < tree.N; index += step {
		proof, err := tlog.ProveRecord(tree.N, index, reader)
		if err != nil {
			return 0, 0, err
		}
		leaves, err := log.items("tile/entries", index/width)
		if err != nil {
			return 0, 0, err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(leaves[index%width])); err != nil {
			return 0, 0, err
		}
		inclusions++
	}
	for _, earlier := range log.trees[:len(log.trees)-1] {
		proof, err := tlog.ProveTree(tree.N, earlier.N, reader)
		if err != nil {
			return 0, 0, err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, earlier.N, earlier.Hash); err != nil {
			return 0, 0, err
		}
		consistency++
	}
	return inclusions, consistency, nil
}

// checkProof checks one of Feiyu's proofs.
func (log *Log) checkProof(proof Proof) error {
	tree := log.tree()
	hashes := make([]tlog.Hash, len(proof.Hashes))
	for i, bytes := range proof.Hashes {
		if len(bytes) != tlog.HashSize {
			return errors.New("a hash of another length")
		}
		hashes[i] = tlog.Hash(bytes)
	}
	if proof.Kind == "inclusion" {
		return tlog.CheckRecord(hashes, tree.N, tree.Hash, proof.Number, tlog.RecordHash(proof.Leaf))
	}
	return tlog.CheckTree(hashes, tree.N, tree.Hash, proof.Number, tlog.Hash(proof.Root))
}
