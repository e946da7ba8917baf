package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class K8sSetImageTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends KubernetesBench {
    private static final String GOOD = "repo/api@sha256:" + "0123456789abcdef".repeat(4);

    World() {
      super(K8sSetImage::new);
      deployed("fastapi", "repo/api:2");
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of(
          "namespace", NAMESPACE, "deployment", "fastapi", "container", "api", "image", GOOD);
    }

    @Override
    public String state() {
      return image(deployment("fastapi"));
    }

    @Override
    public void sameByAnotherHand() {
      image("fastapi", GOOD);
    }

    @Override
    public void moved() {
      image("fastapi", "repo/api:3");
    }
  }
}
