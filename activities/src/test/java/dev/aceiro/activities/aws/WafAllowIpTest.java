package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class WafAllowIpTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends WafBench {
    World() {
      super(WafAllowIp::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("ipSet", name, "addresses", "203.0.113.7, 192.0.2.1", "scope", "REGIONAL");
    }

    @Override
    public String state() {
      return addresses().toString();
    }

    @Override
    public void sameByAnotherHand() {
      put("203.0.113.7/32");
    }

    @Override
    public void moved() {
      String lock = waf.getIPSet(r -> r.name(name).id(set).scope("REGIONAL")).lockToken();
      waf.updateIPSet(
          r -> r.name(name).id(set).scope("REGIONAL").addresses("198.51.100.1/32").lockToken(lock));
    }
  }
}
